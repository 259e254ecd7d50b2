"""What becomes of a person and of no place: beaten, led away, dead."""

FATES = (
    r"di(?:pukuli?|aniaya|keroyok|ancam|intimidasi|tikam|tusuk|bacok|tampar|tendang|culik|sandera|sekap|tangkap"
    r"|amankan|rawat|larikan|bawa|evakuasi|paksa|hina|jambret|begal|rampok|todong|tembak|tabrak|serempet"
    r"|hadang|cegat|perkosa|lecehkan|bunuh)|meninggal|tewas|luka|terluka|sakit|pingsan|mundur|jatuh"
)
"""A pattern of the words, folded."""
