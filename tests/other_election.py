"""The reference data of another province and another election, as small as they can be."""

from pathlib import Path

from pilkada_cli.exchange.reference import FILES, shipped_folder

OTHER = {
    "election.yaml": """\
schema: pilkada.election/1
key: contoh-2029
name: {id: Pemilihan Contoh 2029, en: Example election 2029}
province: "64"
time_zone: Asia/Jayapura
time_zone_label: WIT
daily_cutoff: "07:30"
voting_days: [{date: 2029-06-20}]
contests: [{key: gubernur, label: {id: Gubernur, en: Governor}}]
duties: [{reports: 1, per_days: 1}]
""",
    "regions.yaml": """\
schema: pilkada.regions/1
exposure: {unit: {id: TPS, en: polling stations}, source: KPU, as_of: 2029-05-01}
province: {code: "64", name: Contoh, kind: provinsi, seat: Utama, aliases: [],
  villages: 3, urban_villages: 1, polling_stations: 30}
regencies:
  - {code: "64.01", name: Hulu, kind: kabupaten, seat: Muara, aliases: [],
     villages: 3, urban_villages: 0, polling_stations: 20,
     districts: [{code: "64.01.01", name: Muara, villages: 3, urban_villages: 0,
       polling_stations: 20}]}
  - {code: "64.71", name: Utama, kind: kota, seat: Utama, aliases: [UTM],
     villages: 0, urban_villages: 1, polling_stations: 10,
     districts: [{code: "64.71.01", name: Pusat, villages: 0, urban_villages: 1,
       polling_stations: 10}]}
""",
    "stages.yaml": """\
schema: pilkada.stages/1
stages:
  - {key: pungut-suara, block: penyelenggaraan, name: {id: Pemungutan suara, en: Voting},
     start: 2029-06-20, end: 2029-06-20, main: true}
""",
    "categories.yaml": """\
schema: pilkada.categories/1
groups:
  - key: umum
    label: {id: Umum, en: General}
    categories:
      - {key: lain, label: {id: Lain, en: Other}, definition: {id: Apa saja, en: Anything},
         athg: gangguan, likelihood: 1, impact: 1, hints: [], aspects: [], bawaslu: [], ikp: KSP,
         stages: [pungut-suara], owners: [Kesbangpol], measures: [{id: Pantau, en: Watch}]}
""",
}


def write_other_election(folder: Path) -> Path:
    """Write the five files to `folder`; the scales are the shipped ones."""
    folder.mkdir()
    for name in FILES:
        shipped = (shipped_folder() / name).read_bytes()
        (folder / name).write_bytes(OTHER[name].encode() if name in OTHER else shipped)
    return folder
