"""Prepared statements on SQLite: compiled once to the driver's own SQL, and run past SQLAlchemy's execution.

A statement that is given its parameters apart was built before. SQLAlchemy looks it up each time it is executed, and
builds a context and a result around it: several times what SQLite itself takes. Here it is compiled at its second use,
and from then on bound, run by the driver, and its rows are given the types of its columns.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Executable
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.sql.compiler import SQLCompiler

from core.db.plain import is_plain

Params = Mapping[str, Any]
Process = Callable[[Any], Any] | None
Given = tuple[int, str, int | None, Process]
"""A place in the text, the parameter that takes it, the index in its list, and what makes its value the driver's."""

MOST = 2_000
"""Statements known at once: more are not of those that are built at import."""

LONGEST_LIST = 64
"""Values of one IN for which a text is kept; each number of them is another text."""


class NotToBePrepared(Exception):
    """A statement needs what only SQLAlchemy's own execution can do."""


class Text:
    """A statement's text for the driver, and the places that its parameters take."""

    __slots__ = ("_constants", "_given", "sql")

    def __init__(self, sql: str, constants: Sequence[Any], given: Sequence[Given]) -> None:
        """`constants` has a value for each place."""
        self.sql = sql
        self._constants = constants
        self._given = given

    def bind(self, params: Params) -> list[Any]:
        """The values for the driver, in the order of the text."""
        values = list(self._constants)
        for place, key, index, process in self._given:
            value = params[key] if index is None else params[key][index]
            values[place] = value if process is None else process(value)
        return values


class Rows(IteratorResult[Any]):
    """A result that also knows how many rows a statement has changed."""

    def __init__(self, metadata: SimpleResultMetaData, rows: Sequence[tuple[Any, ...]], rowcount: int) -> None:
        super().__init__(metadata, iter(rows))
        self.rowcount = rowcount

    def scalar(self) -> Any:
        """As Result.scalar, without asking whether other rows follow."""
        row: Any = next(self.iterator, None)
        if row is None:
            return None
        processors: Any = self._metadata._processors
        process = processors[0] if processors else None
        return row[0] if process is None else process(row[0])


class Prepared:
    """A statement for one dialect and one set of parameter names."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str]) -> None:
        """Raises NotToBePrepared."""
        if not is_plain(statement):
            raise NotToBePrepared
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(names))
        if not isinstance(compiled, SQLCompiler) or compiled.literal_execute_params or compiled.update_prefetch:
            raise NotToBePrepared
        if any(bound.type._is_tuple_type for bound in compiled.post_compile_params):
            raise NotToBePrepared
        self._compiled: Any = compiled
        self._names = frozenset(names)
        self._defaults = {column.key: _default(column) for column in compiled.insert_prefetch}
        self._lists = [bound.key for bound in compiled.post_compile_params if bound.key in self._names]
        self._texts: dict[tuple[int, ...], Text] = {}
        columns = compiled._result_columns
        self.returns = bool(columns)
        """Whether rows come back."""
        self.takes_lists = bool(self._lists)
        processors = [column.type._cached_result_processor(dialect, None) for column in columns]
        self._metadata = SimpleResultMetaData(
            [column.keyname for column in columns], _processors=processors if any(processors) else None
        )
        self.text({key: [] for key in self._lists} | {key: None for key in self._names if key not in self._lists})

    def text(self, params: Params) -> Text:
        """The text for so many values of each list. Raises NotToBePrepared for a long one, or where one is missing."""
        lengths = tuple([_length(params[key]) for key in self._lists])
        found = self._texts.get(lengths)
        if found is None:
            found = self._texts[lengths] = self._formed(params)
        return found

    def result(self, rows: Sequence[tuple[Any, ...]], rowcount: int) -> "Rows":
        """The driver's rows, as SQLAlchemy gives them."""
        return Rows(self._metadata, rows, rowcount)

    def _formed(self, params: Params) -> Text:
        try:
            state = self._compiled.construct_expanded_state(dict(params))
        except InvalidRequestError as missing:
            raise NotToBePrepared from missing
        expanded = {
            name: (of, index) for of, names in state.parameter_expansion.items() for index, name in enumerate(names)
        }
        processors = self._compiled._bind_processors | dict(state.processors)
        constants: list[Any] = []
        given: list[Given] = []
        for place, name in enumerate(state.positiontup):
            of, index = expanded.get(name, (name, None))
            bound, process = self._compiled.binds[of], processors.get(name)
            if bound.key in self._names:
                given.append((place, bound.key, index, process))
                constants.append(None)
            else:
                value = self._constant(bound) if index is None else self._constant(bound)[index]
                constants.append(value if process is None else process(value))
        return Text(state.statement, constants, given)

    def _constant(self, bound: Any) -> Any:
        if bound.key in self._defaults:
            return self._defaults[bound.key]
        if bound.required or bound.callable:
            raise NotToBePrepared
        return bound.value


class Shelf:
    """Statements prepared for one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: WeakKeyDictionary[Any, dict[tuple[str, ...], Prepared | None]] = WeakKeyDictionary()

    def find(self, statement: Executable, params: Params) -> Prepared | None:
        """A statement for parameters of these names; None where SQLAlchemy has to execute it."""
        known = self._known.get(statement)
        if known is None:
            if len(self._known) < MOST:
                self._known[statement] = {}
            return None
        names = tuple(params)
        if names not in known:
            try:
                known[names] = Prepared(statement, self._dialect, names)
            except NotToBePrepared:
                known[names] = None
        return known[names]

    def __len__(self) -> int:
        """Statements known. Those used once are forgotten with their last holder, those prepared are kept."""
        return len(self._known)


def _length(values: Any) -> int:
    """How many values a list holds. Raises NotToBePrepared for too many, and for what has no order."""
    if not isinstance(values, list | tuple) or len(values) > LONGEST_LIST:
        raise NotToBePrepared
    return len(values)


def _default(column: Any) -> Any:
    """The value of a column that the statement does not name. Raises NotToBePrepared for one that is computed."""
    default = column.default
    if default is None or not default.is_scalar:
        raise NotToBePrepared
    return default.arg
