"""What each finished build was made with and what it reported."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from contested.store.schema import build as builds


def put_build(connection: Connection, model: str, resources: str, report: Any) -> None:
    """Log a finished build; ``report`` is a plain value."""
    connection.execute(
        insert(builds).values(
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            model=model,
            resources=resources,
            report=json.dumps(report, ensure_ascii=False),
        )
    )


def build_number(connection: Connection) -> int:
    """Number of the latest build, 0 before there is one; every build has a higher one."""
    return connection.execute(select(func.max(builds.c.number))).scalar() or 0


def last_build(connection: Connection) -> dict[str, Any] | None:
    """``finished``, ``model``, ``resources`` and ``report`` of the latest build, or None."""
    row = connection.execute(select(builds).order_by(builds.c.number.desc()).limit(1)).first()
    if row is None:
        return None
    return {
        "finished": row.finished,
        "model": row.model,
        "resources": row.resources,
        "report": json.loads(row.report),
    }
