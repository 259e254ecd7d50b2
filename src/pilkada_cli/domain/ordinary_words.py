"""Indonesian words that stand beside names in reports and are none."""

_WORDS = """
td tdk tsb tlg dgn dng sdh krn utk bhw blm jg sy skrg bln thn jl dlm dpt lg klo kalo trs tp pd dr
ada adalah agar akan antara atas atau bagi bahwa bersama beserta bukan dan dari dengan di dll
dsb hal ia ini itu juga kami karena ke kepada lain lainnya melalui mereka oleh pada para per
pihak saat sebagai secara sejumlah sekitar seluruh seorang serta setempat sudah tentang terhadap
tersebut tidak untuk yaitu yakni yang yg tanpa telah masih orang jiwa anonim diketahui
dirahasiakan disamarkan pagi siang sore malam hari tanggal tgl pukul pkl jam bulan tahun wita
wib senin sanayan selasa salasa rabu kamis jumat jum'at jumahat sabtu minggu ahad januari februari pebruari maret april
mei juni juli agustus september oktober november nopember desember kemarin bapak pak ibu bu sdr
sdri saudara saudari haji hajjah drs dra dr ir prof kh hj ustaz ustadz habib guru aiptu aipda
bripka brigpol brigadir briptu bripda iptu ipda akp kompol akbp kombes serka sertu serda serma
pelda peltu letda lettu kapten mayor letkol kolonel kopka kopda koptu praka pratu prada babinsa
bhabinkamtibmas babinkamtibmas danramil dandim kapolsek kapolres kapolda kasat kanit kabag kabid kasi kasubag
kasubbag kadis sekda sekdes sekcam sekretaris bendahara ketua wakil anggota koordinator staf
pegawai petugas pejabat pimpinan kepala plt plh pj pjs bupati walikota wali gubernur camat lurah
kades pambakal dukuh rt rw tokoh masyarakat adat agama pemuda mahasiswa pelajar perempuan wanita
pria laki-laki warga penduduk pemilih saksi korban pelaku terlapor pelapor terduga tersangka
informan narasumber sumber mata nelayan petani buruh pedagang wartawan jurnalis relawan
simpatisan pendukung massa kelompok oknum keluarga anak istri suami ormas lsm aliansi forum
komunitas gerakan organisasi yayasan kantor dinas badan lembaga instansi satuan satpol pp linmas
posko tim sukses kampanye paslon pasangan calon nomor urut no partai koalisi gabungan pengusung
fraksi dprd dpr dpd kpu kpud kpps ppk pps pantarlih pkd bawaslu panwas panwascam panwaslu
panwaslih pengawas pemilu pilkada pilgub pilbup pilwali pemilihan gakkumdu dkpp mk ptun tps dpt
dptb dps asn pns tni ad polri polisi polda polres polresta polsek kodim koramil korem intel
intelkam kesbang kesbangpol kominda bin binda bpbd basarnas pln telkom pdam diskominfo kominfo
bssn kejaksaan kejari pengadilan negeri tinggi rumah sakit rsud puskesmas sekolah sma smp sd
universitas masjid musala gereja laporan lapangan informasi info surat berita acara dokumen
rekaman foto video media sosial medsos facebook whatsapp wa instagram tiktok twitter youtube
grup akun pesan siaran rilis pers situs web radio televisi tv koran harian portal kanal
wawancara pengamatan pantauan patroli aduan telepon republik indonesia provinsi prov kabupaten
kab kota kecamatan kec kelurahan kel desa dusun dapil daerah wilayah pusat utara selatan barat
timur tengah kalimantan kalsel kalteng kaltim kalbar kaltara pt cv perusahaan swasta pemerintah
pemkab pemko pemkot pemprov pemda satgas panitia penyelenggara the of and a an by from with
police office officer witness resident residents source report reporter langsung tiga dua satu
empat lima enam tujuh delapan sembilan sepuluh belas puluh ratus ribu baru lama besar kecil
kerugian rp danposramil penanggung jawab
inisial nama bernama nihil belum blm dalam lidik sidik penyelidikan penyidikan otk
"""

ORDINARY = frozenset(_WORDS.split())
"""Words of the trade, folded: offices, ranks, days, media, what joins words."""

NOBODY = ("nihil", "belum", "blm", "tidak", "tdk", "tak", "dalam", "dlm", "masih", "luka", "otk")
"""What stands behind ``Korban :`` or ``Pelaku :`` and says that there is none, or none is known."""

_SPOKEN = """
bin binti alias sama kita saya aku kamu dia anda beliau kandung sepupu ipar tiri hamil sekalian
semua izin ijin mohon lapor melapor melaporkan melihat melakukan melarang melawan melempar merasa
merusak merobek merekam merampas kata bilang datang pergi pulang hadir ikut lari kabur jatuh luka
tewas sakit pingsan meninggal naik turun masuk keluar minta marah protes tolak walk out nihil
belum sempat masih akhirnya lalu kemudian tadi kini sekarang juga hanya cuma pernah mau ingin bisa
dapat harus bidan dokter perawat jaksa penghulu presiden menteri direktur manajer asisten satpam
kira lihat dengar tanya yakin harap duga tahu tau hansip kaban sekwan kajari wakapolres undang-undang ringan berat
"""

_BEHIND_OFFICES = """
netral tidak aktif nonaktif definitif terpilih lama aksi demo unjuk rasa pelaksana harian umum majelis
dukung ajak bagi imbau himbau larang pimpin pantau tinjau cek kawal suruh paksa kumpulkan pilih arahkan
selaku bahwa supaya agar ketika usai sejak hingga
"""

_UNITS = """
laka lantas gakkum kamsel turjawali reskrim resnarkoba narkoba tipikor tipidkor tipiter pidum pidsus
jatanras intel intelkam samapta sabhara binmas propam provos patroli ppa regident pol pp
"""

UNITS = tuple(_UNITS.split())
"""Of what a kanit or kasat of the police is the head."""

BEHIND_OFFICES = frozenset((*_BEHIND_OFFICES.split(), *UNITS))
"""What stands behind an office in a heading with capitals and names nobody."""

SPOKEN = ORDINARY | frozenset(_SPOKEN.split())
"""These and what else stands beside a name in small letters; a capital would make names of some."""

_BEHIND_ROLES = """
mandat ahli kunci usaha ekonomi umkm industri pasar utama kecil internal eksternal
banjir bencana longsor angin puting beliung gempa kabut asap ombak petir pohon tumbang tenggelam hanyut
tabrak tabrakan lakalantas begal jambret curanmor curat curas curi kdrt tppo judi narkoba miras pungli
korupsi suap teror bom petasan molotov bentrok bentrokan tawuran ricuh rusuh intimidasi persekusi
provokasi hoaks hoax fitnah serangan politik money politic politics black campaign uang sengketa
sembako bansos golput kampanye hitam ujaran pidana perdata siber cyber digital medis teknis
arus gigitan sengatan setrum listrik kabel ular buaya lebah kapal perahu klotok karam jembatan jalan gedung
air api hujan gelombang luapan lumpur karhutla hutan lahan tambang sawit kreatif seni budaya kencang deras
materi material materil pleno rekapitulasi simulasi pemohon penggugat tergugat yuridis fakta a de charge
form formulir surat positif negatif keadilan hukum cagub cawagub cabup cawabup cawali cawawali petani industri dana bbm elpiji sapi ternak plastik
butuh perlu capai tambah jadi jadikan jalani terima alami akui ambil bawa beri buat buka tutup tulis
tanda tangan absen kecewa cabut duga sebut curhat tuntut gugat walkout
mundur undur rangkap lalai curang coblos nyoblos mabuk cuti wafat stroke jantung muntah demam kolaps kesetrum
hilang selamat kritis parah patah tulang koma hidup mati gugur syok shock trauma stabil aman banyak
nol tunggal ganda jamak pertama terakhir motif identitas kronologi lagi langsung segera saling turut sedang sementara bukan pun
asal asing lokal luar sekitar bawah umur tua muda dewasa remaja balita bayi lansia santri siswa siswi
kakak adik ayah paman bibi kakek nenek cucu teman rekan kawan tetangga mantan bos preman residivis
pengendara penumpang sopir supir ojek ojol kurir motor mobil truk sepeda pejalan kader caleg calon
petahana kubu pihak warganet netizen admin dkk wna wni odgj nn mr md lb lr
bappeda disdik dishub dinkes dinsos dispora dpmd bkd bkpsdm pupr
golkar gerindra nasdem demokrat hanura perindo gelora garuda ummat pdip pdi pkb pan pks ppp psi pbb pkn
"""

BEHIND_ROLES = SPOKEN | BEHIND_OFFICES | frozenset(_BEHIND_ROLES.split())
"""What stands behind ``Korban``, ``Pelaku``, ``Saksi`` or an office with a capital letter and names nobody."""
