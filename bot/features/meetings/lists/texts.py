"""What is said of a list of meetings."""

from bot.core.text import Text

COLUMNS = {
    "body": Text(sv="Organ", en="Body"),
    "day": Text(sv="Datum", en="Date"),
    "time": Text(sv="Tid eller Start", en="Time or Start"),
}
NO_DAY = Text(
    sv="”{said}” är inget datum. Skriv det som 2027-01-14.", en="“{said}” is no date. Write it as 2027-01-14."
)
NO_TIME = Text(sv="”{said}” är ingen tid. Skriv den som 9–11.", en="“{said}” is no time. Write it as 9–11.")
NO_FORM = Text(
    sv="”{said}” är inget sätt att delta. Skriv på plats, digitalt eller hybrid.",
    en="“{said}” is no way to take part. Write on site, online or hybrid.",
)
NO_LINK = Text(
    sv="”{said}” är ingen länk. Den ska börja med https://.", en="“{said}” is no link. It begins with https://."
)
ENDS_FIRST = Text(sv="Mötet slutar innan det börjar.", en="The meeting ends before it begins.")
PAST = Text(sv="Tiden har redan varit.", en="The time has passed.")
TOO_LONG = Text(sv="Mötet är längre än tolv timmar.", en="The meeting is longer than twelve hours.")
TOO_FAR = Text(sv="Mötet är mer än tre år bort.", en="The meeting is more than three years away.")
LONG_CELL = Text(sv="En cell är längre än 1 000 tecken.", en="A cell is longer than 1,000 characters.")
OVERLAPS_ROW = Text(
    sv="{body} har ett annat möte vid samma tid på rad {other}.",
    en="{body} has another meeting at that time in row {other}.",
)
OVERLAPS_BOOKED = Text(
    sv="{body} har redan ett annat möte vid den tiden: {when}.",
    en="{body} already has another meeting at that time: {when}.",
)
WOULD_BOOK = Text(sv="Rad {number}: {meeting}, {where}", en="Row {number}: {meeting}, {where}")
STANDS = Text(sv="Rad {number}: {meeting} är redan inbokat", en="Row {number}: {meeting} is booked already")
NOTE = Text(sv="Rad {number}, obs: {said}", en="Row {number}, note: {said}")
SAME = Text(sv="Alla möten i listan är redan inbokade.", en="All meetings of the list are booked already.")
WOULD = Text(
    sv="{count} möten att boka. Inget är sparat än; lägg till --apply för att boka.",
    en="{count} meetings to book. Nothing is saved yet; add --apply to book them.",
)
DONE = Text(sv="{count} möten är bokade.", en="{count} meetings are booked.")
REFUSED = Text(
    sv="Inget är bokat. Rätta raderna och läs in listan igen.",
    en="Nothing is booked. Correct the rows and read the list again.",
)
NO_CHANNEL = Text(
    sv="Boten vet ännu inte vilken kanal {bodies} har. Skriv skicka kallelserna där, så lägger den ut dem.",
    en="The bot does not know the channel of {bodies} yet. Write send the invitations there to have them put out.",
)
