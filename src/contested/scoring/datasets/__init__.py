"""Readers of the development sets: pure, one module a set, each ``read_X(root, …) -> tuple``.

``root`` is a folder laid out like ``../shared/data`` or any folder above such a layout. A set that
is not there raises :class:`~contested.scoring.datasets.base.DataAbsent`, a file that is not what
its name says raises :class:`~contested.scoring.datasets.base.DataMalformed`.
"""
