"""What is written differently and meant as the same."""

import pytest

from core.catalog.folding import document_key, firm_key, name_key, sku_key


@pytest.mark.parametrize("written", ["ABC-100", "abc 100", "ABC100", "АВС-100", "аВс.100", "\u200eABC‑100"])
def test_article_numbers(written: str) -> None:
    assert sku_key(written) == "abc100"


@pytest.mark.parametrize("written", ["4411", "№4411", "№ 00 4411", "0004411", " 44-11 ", "44/11"])
def test_document_numbers(written: str) -> None:
    assert document_key(written) == "4411"


@pytest.mark.parametrize(
    ("one", "other"),
    [("А-17/3", "a17 3"), ("INV-2026/7", "inv 2026 7"), ("ТОРГ 12", "торг12"), ("ё1", "Е1")],
)
def test_document_numbers_with_letters(one: str, other: str) -> None:
    assert document_key(one) == document_key(other)


def test_different_documents_stay_apart() -> None:
    assert len({document_key(number) for number in ("4411", "4412", "A4411", "44110", "0")}) == 5


def test_names() -> None:
    assert name_key("Котёл  «Tandem», 24") == name_key("котел tandem 24")


@pytest.mark.parametrize("written", ["ООО «Ромашка»", "Ромашка", "ромашка, ооо", "РОМАШКА ООО"])
def test_firms_with_and_without_their_legal_form(written: str) -> None:
    assert firm_key(written) == firm_key("Ромашка")


def test_italian_legal_forms() -> None:
    assert firm_key("Climatica S.r.l.") == firm_key("climatica srl") == firm_key("Climatica")


def test_a_firm_called_only_by_a_legal_form_keeps_it() -> None:
    assert firm_key("ООО") != ""


@pytest.mark.parametrize("key", [sku_key, document_key, name_key, firm_key])
def test_keys_fit_their_columns(key: object) -> None:
    assert callable(key)
    assert len(key("ﷺ" * 200)) <= 200
