"""Every kind of import, and who takes its rows over."""

from core.catalog.importer import ProductImporter
from core.claims.return_list import ReturnList
from core.importing.importer import Importer, ImportKind
from core.people.member_list import MemberList

IMPORTERS: dict[ImportKind, Importer] = {
    ImportKind.MEMBERS: MemberList(),
    ImportKind.PRODUCTS: ProductImporter(),
    ImportKind.RETURNS: ReturnList(),
}
