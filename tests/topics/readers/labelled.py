# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels made by hand for pages of the data set html-pages-german: which list of articles a reader of the page sees.

Most of these pages are single articles; the lists are those beside them. Name of the file: how many entries the list has,
and how many of them show a date.
"""

LISTS = {
    "KATAPULT-Magazin.de-parteien.html": (3, 0),
    "Lebensmittelpraxis.de-Stadtzentrum.html": (24, 24),
    "alpin.de-freeride.html": (3, 0),
    "amnesty.de-waffensysteme.html": (9, 9),
    "auto-presse.de-minisuv.html": (4, 4),
    "auto.oe24.at-golfchina.html": (7, 0),
    "autozeitung.de-adblue.html": (6, 0),
    "battery-news.de.ultium-cells.html": (29, 29),
    "bmel.de-zukunftsforum.html": (3, 0),
    "boxen.de-staatsanwaltschaft.html": (9, 1),
    "bundespolizei.de-Belarus.html": (8, 8),
    "daheim-solar.de.batteriespeicher.html": (4, 4),
    "die-tagespost.de.Demut.html": (3, 0),
    "dtb.de-kulturwandel.html": (3, 3),
    "duengebehoerde-niedersachsen.de-Sperrfristen.html": (12, 0),
    "ekiba.de-trauer.html": (5, 5),
    "falstaff.de-burgenland.html": (11, 0),
    "finanztreff.de-Influencer.html": (32, 0),
    "humanresourcesmanager.de.diversity.html": (8, 8),
    "impulse.de.eltern.html": (3, 0),
    "ingenieur.de.kernfusion.html": (5, 0),
    "iwr.de.IWR-Pressedienst.html": (24, 24),
    "neues-deutschland.de.mietenstreik.html": (8, 0),
    "nnz-online.de-Quantensprung.html": (10, 0),
    "oetv.at-taucher.html": (3, 3),
    "pferd-aktuell.de-stellungnahmen.html": (5, 0),
    "simmeltalzeitung.ch-Trinkwasser.html": (45, 0),
    "swr.de-volleyball.html": (3, 0),
    "tagesschau.de.rheinmetall.html": (16, 10),
    "tdg.ch.chlorothalonil.html": (5, 5),
    "tour-magazin.de-unfall.html": (6, 0),
    # Lists in the page's margin, which the reader takes for the margin's and not for the page's.
    "dubisthalle.de-Intendanten-Wechsel.html": (10, 10),
    "hpd.de-Homosexuellenhass.html": (10, 0),
    "uebermedien.de-Israel.html": (4, 4),
}
