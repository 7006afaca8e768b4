"""The pure floor: words, cards, decisions and ports. Knows no SDK, file, network or clock."""
