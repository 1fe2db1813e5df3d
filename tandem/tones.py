"""How a text addresses its reader, found by its words alone: what the two tones of a language differ in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Words that give the two tones of a language away."""

    usual: re.Pattern[str]
    """Words that address a reader in the tone of the language's catalogue, and a few that may."""
    usual_alone: re.Pattern[str]
    """Those of them that the other tone never has."""
    on_keys: re.Pattern[str]
    """Those of them that address a reader on a key, too."""
    other: re.Pattern[str]
    """Words that the usual tone never has."""
    no_verbs: frozenset[str] = frozenset()
    """Words that look like one of them and are none."""


def _words(words: str) -> str:
    return "|".join(words.split())


_NO_RUSSIAN_VERBS = frozenset(
    re.split(
        r"\s+",
        """ответе пакете билете кабинете отчёте отчете расчёте расчете счёте счете учёте учете сайте визите лимите
        кредите чате аудите бюджете интернете приоритете комитете дубликате""",
    )
)
_NO_ITALIAN_VERBS = frozenset({"aperti", "certi", "coperti", "esperti", "offerti", "parti", "concerti", "scoperti"})
_RUSSIAN_FORMAL = r"\b(вы|вас|вам|вами|ваш\w*|\w+[йь]те(?:сь)?|\w+[еёи]те(?:сь)?)\b"
_RUSSIAN_FAMILIAR = r"\b(ты|тебя|тебе|тобой|тво[йяёеию]\w*|\w{2,}[еёи]шь(?:ся)?)\b"

_TU = r"tu|ti|te|tu[oae]|tuoi|\w+[aei]rti"
_ENCLITIC = (
    r"(?:accorcia|apri|approva|avvisa|cerca|chiedi|compila|comunica|condividi|copia|correggi|crea|dividi|elimina|guarda|"
    r"inserisci|invia|lascia|leggi|manda|metti|nomina|prendi|rifiuta|riguarda|rimanda|ripristina|salva|scegli|scrivi|"
    r"sposta|tocca|togli|usa)(?:l[oaie]|ne|ci)"
)
_SECOND_PERSON = _words(
    """
    aggiungi ammetti ammonisci apri chiedi condividi correggi decidi descrivi devi dividi eri escludi fai fermi gestisci
    hai inserisci interrompi leggi metti nascondi perdi potevi puoi rendi riapri ricevi riceverai rivedrai rimetti
    rispondi sai saprai scegli scrivi segui sei sostituisci spendi stai togli vai vedi vedrai vivi vuoi avrai potrai
    dovrai sarai sapevi avevi fossi
    """
)
_ON_ARE = _words(
    """
    accetti accrediti assegni attivi cambi chiami compili continui controlli curi elenchi entri guardi partecipi revochi
    inizi inoltri invii lasci lavori mandi mostri nomini occupi passi pensi porti prosegui provi registri
    rientri rifiuti ritiri segni sospendi tocchi torni trovi usi utilizzi
    """
)
_IMPERATIVES_ON_ARE = _words(
    """
    accetta aggiorna annulla approva aspetta assegna attiva avvisa cambia cancella cerca chiama comincia compila
    comunica conferma conserva continua controlla copia crea da' da’ di' di’ disattiva elenca elimina entra fa' fa’
    guarda incolla indica inizia inoltra invia invita lascia lavora libera manda modifica mostra nomina passa premi
    prova registra ripeti rifiuta rimanda ripristina riprova salva scarica segna segnala sta' stampa
    tocca torna trova usa va' va’ verifica
    """
)
_CLAUSE = r"(?:^|[.!?:;,(–—]\s+|\n|>|\b(?:e|o|oppure|poi|prima|ma|ora|così)\s+)"

SIGNS: Mapping[str, Signs] = {
    "ru": Signs(
        usual=re.compile(_RUSSIAN_FORMAL, re.IGNORECASE),
        usual_alone=re.compile(_RUSSIAN_FORMAL, re.IGNORECASE),
        on_keys=re.compile(_RUSSIAN_FORMAL, re.IGNORECASE),
        other=re.compile(_RUSSIAN_FAMILIAR, re.IGNORECASE),
        no_verbs=_NO_RUSSIAN_VERBS,
    ),
    "it": Signs(
        usual=re.compile(
            rf"\b(?:{_TU}|{_ENCLITIC}|{_SECOND_PERSON}|{_ON_ARE})\b|{_CLAUSE}(?:{_IMPERATIVES_ON_ARE})(?=[\s,.:!?<]|$)",
            re.IGNORECASE,
        ),
        usual_alone=re.compile(rf"\b(?:{_TU}|{_ENCLITIC}|{_SECOND_PERSON})\b", re.IGNORECASE),
        on_keys=re.compile(rf"\b(?:{_TU})\b", re.IGNORECASE),
        no_verbs=_NO_ITALIAN_VERBS,
        other=re.compile(r"\b(?:Lei|Suo|Sua|Suoi|Sue)\b|(?<=[a-zàèéìòù,’] )(?:La|Le)\b"),
    ),
}


def addresses(language: str, text: str) -> str | None:
    """A word by which a text speaks to its reader in the usual tone; None where it speaks to nobody.

    Short words without an end are keys and buttons: in Italian a command to the machine, in either tone.
    """
    if _is_label(text):
        return strays_on_a_key(language, text)
    return _first(SIGNS[language].usual, language, text)


def strays(language: str, text: str) -> str | None:
    """A word of the usual tone in a text that ought to have the other one."""
    return _first(SIGNS[language].usual_alone, language, text)


def strays_on_a_key(language: str, text: str) -> str | None:
    """A word of the usual tone on a key that ought to have the other one."""
    return _first(SIGNS[language].on_keys, language, text)


def mixes(language: str, text: str) -> str | None:
    """A word of the other tone in a text that ought to have the usual one."""
    return _first(SIGNS[language].other, language, text)


def _first(pattern: re.Pattern[str], language: str, text: str) -> str | None:
    no_verbs = SIGNS[language].no_verbs
    return next((found[0] for found in pattern.finditer(text) if found[0].lower() not in no_verbs), None)


def _is_label(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", text)) <= LABEL and not re.search(r"[.!?:,;]|\n|<b>", text)


LABEL = 6
"""Words of the longest text taken for a label."""
