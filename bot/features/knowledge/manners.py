"""What is said to the bot without being a question: greetings, thanks, commands, orders to misbehave."""

import re
from typing import Literal

from bot.core.swedish.letters import fold, tidy

Manner = Literal["hello", "bye", "thanks", "self", "remark", "check", "more", "small_talk", "command", "instruction"]

_HELLO = re.compile(
    r"(?:(?:hej+|hejsan|halla|hallo|tja|tjena|tjenare|tjo|morrn|moj|god ?(?:morgon|dag|kvall|middag|eftermiddag)|hi|hello|hey"
    r"|good (?:morning|afternoon|evening|day))\s*(?:dar|alla|pa dig|there|all|boten|bot|igen|again)?\s*)+"
)
_THANKED = (
    r"(?:(?:(?:stort |manga |tusen )?tack(?: sa mycket| ska du ha)?(?: for (?:hjalpen|svaret|allt|motet|samtalet|mig|i ?dag|senast))?"
    r"|thanks(?: a lot| so much)?(?: for (?:today|everything|your help|the help))?|thank you(?: so much| very much)?|tackar"
    r"|ha det(?: bra| gott)?|hej da|bye|goodbye|see you|(?:vi|sa) (?:hors|ses|syns))(?: da)?|that helps|that was helpful|det hjalpte|det var till hjalp)"
)
_THANKS = re.compile(
    rf"(?:(?:ok(?:ej)?|bra|perfekt|toppen|super|great|perfect|nice) )?{_THANKED}(?: {_THANKED})*(?: (?:alla|boten))?"
    r"(?: (?:(?:det var|that was|that's|very|so|mycket|valdigt) )*(?:helpful|kind|great|good|hjalpsamt|snallt|bra|tydligt))?"
    r"|ok(?:ej)?|bra|perfekt|toppen|great|fine"
)
_BYE = re.compile(
    r"(?:ok(?:ej)? |bra )?(?:hej ?da|adjo|bye(?: bye)?|goodbye|god ?natt|good night|see you(?: later)?|ha det(?: bra| gott| sa bra)?"
    r"|(?:vi|sa) (?:hors|ses|syns)(?: da)?)(?: (?:da|alla|boten))?"
)
_FEELING = (
    r"(?:spannande|intressant|kul|roligt|skont|fint|snyggt|trakigt|synd|konstigt|markligt|logiskt|klokt|rimligt|tydligt|vettigt"
    r"|bra(?: jobbat| svar)?|(?:jatte|super|kanon|skit)(?:bra|kul|roligt|intressant)(?: svar)?|grymt|harligt|mycket|dyrt|billigt"
    r"|interesting|exciting|fun|funny|nice|cool|good|great|sad|strange|odd|impressive|a lot|expensive|cheap)"
)
_REMARK = re.compile(
    r"(?:(?:ok(?:ej)?|jaha|jasa|aha|ah|oj|oh|wow|well|mm+|hm+|haha\w*|hehe|ja|yes|yeah|right|sa|vad|how|very|mycket|valdigt"
    r"|riktigt|det var|det ar|det later|that is|that's|that was|it is|it's|sounds|lat) )*"
    rf"(?:{_FEELING}(?: (?:da|det|ju|verkligen|indeed|tycker jag|att (?:veta|hora)|to (?:know|hear)|(?:good )?answer|svar))?"
    r"|jaha|jasa|ok(?:ej)?|aha|ah+|oj+|oh|wow|mm+|hm+|haha\w*|hehe\w*|lol|(?:da|nu) (?:vet|forstar|fattar) jag|jag (?:forstar|fattar|hajar)"
    r"|da sa|uppfattat|forstatt|noterat|i see|got it|understood|noted|makes sense|good to know|well done|right"
    r"|ingen aning|no idea|vet (?:du vad|inte|ej)|who knows|(?:antligen )?fredag(?: antligen)?|finally friday)"
    r"|(?:ok(?:ej)? |bra |da )?(?:jag |vi )?(?:ska|far|maste) (?:kolla|hora|fraga|prata|stamma av|tanka|fundera|aterkomma|sticka)\b[^?]*"
    r"|(?:ok |okay )?(?:i'll|i will) (?:check|ask|think|get back)\b[^?]*"
)
_CHECK = re.compile(
    r"(?:(?:ar|var|is|was) (?:det|that|this|it) (?:har )?(?:verkligen |helt |really )?(?:ratt|sant|sakert|korrekt|right|true|correct|certain)"
    r"(?: (?:svar|siffra|uppgift|datum|summa))?|(?:stammer|gar) (?:det|det dar|den|siffran|svaret)(?: verkligen)?|(?:helt )?saker(?:t)?"
    r"|(?:ar|are) (?:du|you) (?:helt )?(?:saker|sure)(?: (?:pa|about|of) (?:det|den|that|it))?|kalla(?:n)?|var star (?:det|den)|source|enligt vem"
    r"|(?:vad ar|what is|what's) (?:din |your |the )?(?:kalla(?:n)?|source)|where (?:does it say|is) that|hur vet du (?:det|den saken)"
    r"|how do you know(?: that)?|says who)"
)
_SELF = re.compile(
    r"(?:men |och |so |and )?(?:vad heter du|vem ar du(?: da| egentligen)?|vad ar du(?: for (?:nagot|nagon))?|vem (?:har )?(?:gjort|byggt|skapat) dig|who are you"
    r"|what are you|what(?: i)?s your name|who (?:made|built) you"
    r"|(?:ar du|are you|pratar jag med|am i talking to) (?:en |ett |a |an )?(?:riktig |real )?(?:robot|manniska|bot|ai|chatgpt|chatbot|dator|verklig"
    r"|maskin|intelligent|smart|human|machine|real|person)(?: eller (?:en )?\w+| or (?:a )?\w+)?)"
)
_MORE = re.compile(
    r"(?:(?:ok(?:ej)?|och|and|yes|ja) )?(?:mer|mera|(?:beratta|visa|sag) (?:lite )?mera?|vad mer|nagot mer|mer info(?:rmation)?|fortsatt"
    r"|ar det allt|more|tell me more|show more|what else|anything else|go on|more info(?:rmation)?|is that all)(?: tack| please)?"
)
_ASIDE: tuple[tuple[Manner, re.Pattern[str]], ...] = (("check", _CHECK), ("self", _SELF), ("more", _MORE))
_SMALL_TALK = re.compile(
    r"\bhur mar (?:du|ni)\b|\bhur har (?:du|ni) det\W*$|\bhur (?:ar|star) det (?:med|till med) (?:dig|er)\b"
    r"|\bhur (?:ar laget|star det till)\W*$|\blaget med dig\b|\bhow are you(?: doing| today| feeling)*\W*$|\bhow do you do\b"
    r"|\bhow('| i)s it going\b(?! with)|\bwhat('| i)s up\b"
    r"|\bar du (?:gift|kar|glad|trott)\b"
    r"|\b(?:fika|fikat|kaffe|lunch)\b.*\b(?:snart|dags|sugen|ska vi|eller\W*$)|\b(?:ska vi|dags for|snart)\b.*\b(?:fika|kaffe|lunch|ol)\b"
    r"|\b(?:beratta|dra|tell)\b.*\b(?:skamt|vits|rolig historia|joke)\b|\bjag (?:alskar|gillar|hatar) dig\b|\bi love you\b"
    r"|\bvad gor du(?: ikvall| i kvall| idag| i dag)?\b|\b(?:trevlig|glad) (?:helg|sommar|jul)\b|\bgod jul\b|\bhave a nice\b"
    r"|\bhar du (?:det bra|sovit|atit|kanslor|syskon|barn)\b|\bdo you (?:like|love|sleep|eat|have feelings)\b|\bvad tycker du om mig\b"
)
_COMMAND = re.compile(
    r"(?:/?(?:hjalp|help|start|meny|menu|lage|laget|status|kommandon|commands|installningar|settings)|hjalp mig|help me|vad kan du(?: gora)?"
    r"|what can you do|avbryt|cancel|stopp?|svenska|engelska|swedish|english|tala svenska|speak english|byt sprak|sprak|language)"
)
_INSTRUCTION = re.compile(
    r"^(?:(?:kan du|snalla|please|could you|can you) )?(?:skriv|dikta|oversatt|rakna ut|bestall|ring|write|compose|translate|calculate|order)\b(?! upp)"
    r"|^(?:(?:kan du|snalla|please) )?(?:lagg in|paminn|remind|skicka (?:protokoll|kallelse|mejl|mail|sms|inbjud|fil|papper))"
    r"|^(?:(?:kan|kunde|vill) du|snalla|please|can you|could you) (?:halsa|say (?:hi|hello))\b|^halsa (?:till |(?:sa mycket )?fran )?\w+ (?:fran|att)\b"
    r"|\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|previous|above|everything|guidelines|training)\b"
    r"|\b(?:ignorera|glom|strunta i|bortse fran|skit i|asidosatt)\b.{0,40}\b(?:instruktion\w*|regler\w*|tidigare|allt|ovanstaende|prompt\w*|begransning\w*)\b"
    r"|\bsystem ?-?prompt\w*\b|\byou are now\b|\bdu ar nu\b|\bpretend (?:to be|you)\b|(?:^|[.,:;] )(?:now )?act as\b|\blatsas (?:att|vara|du)\b|\bagera som\b|\bspela rollen\b"
    r"|\bjailbreak\b|\bdeveloper mode\b|\butvecklarlage\b|\bdrop table\b|<\s*script|\brm -rf\b|\bapi[- ]?key\b|\bapi[- ]?nyckel\w*\b"
    r"|\b(?:losenord|password)\w*\b|\bprint your\b|\bskriv ut din\w*\b|\breveal\b.{0,30}\b(?:instructions?|secret|prompt|config\w*)\b"
    r"|\bavsloja\b.{0,30}\b(?:instruktion\w*|hemlig\w*|prompt\w*)\b|\brepeat (?:after me|everything|the (?:text|words) above)\b"
    r"|\b(?:svara|answer) (?:bara|endast|only)\b|\bmiljovariab\w*|\benvironment variables?\b|\bkallkod\w*\b|\bsource code\b"
)


def manner_of(text: str) -> Manner | None:
    """Return what a text is when it is no question to look up, else None."""
    plain = " ".join(fold(tidy(text)).split())
    if _INSTRUCTION.search(plain):
        return "instruction"
    bare = re.sub(r"[^\w\s/']+", " ", plain).strip()
    bare = " ".join(bare.split())
    if _COMMAND.fullmatch(bare):
        return "command"
    if _BYE.fullmatch(bare):
        return "bye"
    if _HELLO.fullmatch(bare):
        return "hello"
    if _THANKS.fullmatch(bare):
        return "thanks"
    if "?" not in plain and _REMARK.fullmatch(bare):
        return "remark"
    for manner, pattern in _ASIDE:
        if pattern.fullmatch(bare.replace("'", "") if manner == "self" else bare):
            return manner
    if _SMALL_TALK.search(plain):
        return "small_talk"
    return None
