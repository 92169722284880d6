"""A voordracht freezes all that would go out, from the moment that it is put forward."""

from django.db import migrations, models


def bevries_wat_er_is(apps, schema_editor):
    """Of what is out, what is out; of what still waits, what would go out today."""
    for voordracht in apps.get_model("sessies", "Voordracht").objects.select_related("vrijgave"):
        kopie = voordracht.vrijgave
        if kopie:
            voordracht.naamregel = kopie.naam
            voordracht.plek = {naam: getattr(kopie, naam) for naam in ("soort", "sessie", "vragen", "gegevens")}
        else:
            voordracht.naamregel = _naamregel(voordracht)
            voordracht.plek = _plek(apps, voordracht)
        voordracht.save(update_fields=["naamregel", "plek"])


def _naamregel(voordracht):
    if voordracht.naamsvermelding == "anoniem":
        return ""
    leden = voordracht.spreker.lidmaatschappen.filter(verkenning_id=voordracht.verkenning_id, corporatie__isnull=False)
    lid = leden.order_by("pk").first()
    return f"{voordracht.spreker.naam}, {lid.corporatie.naam}" if lid else voordracht.spreker.naam


def _plek(apps, voordracht):
    if notitie := voordracht.notitie:
        geraakt = _slugs(notitie.raakt.all()) or _slugs(notitie.sessie.vragen.all())
        return {"soort": "notitie", "sessie": notitie.sessie.slug, "vragen": geraakt, "gegevens": {"soort": notitie.soort}}
    if antwoord := voordracht.antwoord_bron:
        sessie = antwoord.vraag.sessie
        return {"soort": "antwoord", "sessie": sessie.slug, "vragen": _slugs(sessie.vragen.all())}
    inzicht = voordracht.inzicht
    corporaties = apps.get_model("deelnemers", "Corporatie").objects
    geraakt = {
        slug
        for pad in (
            "geraakt_door__bewijs_voor__inzicht",
            "sessies__notities__bewijs_voor__inzicht",
            "sessies__voorbereidingsvragen__antwoorden__bewijs_voor__inzicht",
        )
        for slug in _slugs(corporaties.filter(**{pad: inzicht}))
    }
    gegevens = {
        "vorm": inzicht.vorm.slug,
        "meerwaarde": inzicht.meerwaarde.slug,
        "effect": inzicht.effect,
        "status": inzicht.status,
    }
    return {"soort": "inzicht", "vragen": sorted(geraakt), "gegevens": gegevens}


def _slugs(corporaties):
    return sorted(set(corporaties.values_list("slug", flat=True)))


class Migration(migrations.Migration):

    dependencies = [
        ('deelnemers', '0002_initial'),
        ('sessies', '0001_initial'),
        ('verkenning', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='voordracht',
            name='naamregel',
            field=models.CharField(blank=True, editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name='voordracht',
            name='plek',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.RunPython(bevries_wat_er_is, migrations.RunPython.noop),
    ]
