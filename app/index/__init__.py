"""All events in memory, as columns and bitmaps, for filters over millions of them. Pure: it knows no database.

columns.py    what is held of each event, in the order of the timeline
snapshot.py   columns with what is derived from them once; answers every question of a page
asof.py       what was known on a day, from the days of the reports
merging.py    columns with some events gone and others new
"""
