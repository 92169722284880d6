"""A Verkenning as a folder of plain files: the import format, the export format, the archive and the demo.

    fouten      what is wrong, and where
    voorwerk    one file: front matter and body, in and out
    tijd        moments in Dutch local time
    schema      what may stand at a key: blocks and lists
    soorten     ... and the kinds of single values
    lezing      what is known while reading: faults, names, references
    programma   a programme as values, and as bytes
    lees        from a folder to a programme
    deel        what each app brings
    grond       the ground's own part: verkenning.md and bijlagen/
    opdracht    import and export: all or nothing

Import has two phases. The first reads and checks everything and names every fault; only a folder without any gets to
the second, which writes in one transaction.
"""
