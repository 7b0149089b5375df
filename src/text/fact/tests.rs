//! Which facts a text holds, by kind and language.

use super::FactKind;
use crate::text::{Language, Markup, Prose};

fn found(text: &str, kind: FactKind, language: Language) -> Vec<String> {
    let prose = Prose::read(text, Markup::Plain, language);
    let of_kind = prose.facts.iter().filter(|fact| fact.kind == kind);
    of_kind.map(|fact| fact.span.slice(text).to_owned()).collect()
}

/// Each text is written with `[…]` around its facts of the kind.
fn check(kind: FactKind, language: Language, texts: &[&str]) {
    for text in texts {
        let facts: Vec<&str> = text.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(fact, _)| fact).collect();
        let plain = text.replace(['[', ']'], "");
        assert_eq!(found(&plain, kind, language), facts, "{kind:?} in {text}");
    }
}

#[test]
fn times_of_day() {
    check(
        FactKind::Time,
        Language::De,
        &[
            "Ich rufe um [15 Uhr] an.",
            "Offen von [9–17 Uhr] und [9 bis 17 Uhr] sowie [9-17 Uhr].",
            "Ausfall [10.15–11.45 Uhr]",
            "Seit [14:10] Uhr läuft es".replace("[14:10] Uhr", "[14:10 Uhr]").as_str(),
            "Seit [14:10] läuft es",
            "um [14.30] da",
            "um [drei Uhr], um [3], um [halb drei], um [Viertel nach 3].",
            "bis [Mitternacht]",
            "um 3 Prozent, um 20 € und um 3 Leute",
            "rund um die Uhr, 24/7, im Verhältnis 2:1, Gleis 3 am Bahnhof",
        ],
    );
    check(
        FactKind::Time,
        Language::En,
        &[
            "shortly after [3 pm] or [3pm] or [3 p.m.] maybe",
            "from [9 am to 5 pm] we are open",
            "at [3 o'clock], at [3].",
            "by [noon]",
            "I am here, at 3 places",
        ],
    );
}

#[test]
fn dates() {
    for kind in [FactKind::Date, FactKind::Time] {
        check(
            kind,
            Language::De,
            &[
                "Wie am [3.11.] zugesagt",
                "am [3.11.2026] und am [03.11.26], bis [14.12.]",
                "am [3. November] und vom [3.–5. November 2026]",
                "am [3. Nov. 2026] kommt er",
                "Stand [2026-11-21], neu, und [2025.10.13]",
                "Version 3.11 und 2.50 und 3.5.1",
                "Der 3. Punkt, die 3. Frage",
            ],
        );
        check(
            kind,
            Language::En,
            &[
                "on [November 3] or [3 November] or [Nov. 3rd, 2026] or the [3rd of November]",
                "due [11/30/2026]",
                "We may 3 times march 5 miles",
            ],
        );
    }
}

#[test]
fn days_and_periods() {
    check(
        FactKind::Time,
        Language::De,
        &[
            "[Heute] oder [morgen früh], spätestens [übermorgen]; [gestern] war zu.",
            "[heute Abend], [heute Morgen], [Montagabend], [montags]",
            "Ab [Montag], bis [Freitag Mittag]",
            "Wir lesen [Mo–Fr] [9–17 Uhr] mit",
            "spätestens [Fr] [12 Uhr], ab [Mo] [8 Uhr], bis [Sa.], am [So].",
            "in [KW 48]",
            "bis [Ende November], [Mitte nächster Woche], bis [Ende des Monats], bis [Jahresende]",
            "[Nächste Woche] und am [Wochenende]",
            "bis [Weihnachten]",
            "im [November], [Mai 2026]",
            "[Morgen kommt] der Techniker".replace("[Morgen kommt]", "[Morgen] kommt").as_str(),
        ],
    );
    check(
        FactKind::Time,
        Language::En,
        &[
            "[Today], [tomorrow morning] or [tonight]; by [Friday], [Monday morning], [this afternoon], [next week]",
            "by [end of day], by the [end of the week]",
            "[Mon–Fr], by [Fri]",
            "in [May], by [June]",
        ],
    );
}

#[test]
fn no_times() {
    check(
        FactKind::Time,
        Language::De,
        &[
            "Guten Morgen! Guten Tag, schönen Sonntag, schönes Wochenende, frohe Weihnachten",
            "Morgen, Frau Kaya!",
            "Morgen zusammen!",
            "So geht es. Die Mi und der Do sind Namen.",
            "bald, demnächst, in Kürze, zeitnah, sofort, gleich, jetzt",
            "Am Ende des Tages zählt das.",
            "in wenigen Tagen, in einer Minute",
        ],
    );
    check(
        FactKind::Time,
        Language::En,
        &[
            "Good morning! It may help. We march on. Soon, shortly, in due course.",
            "At the end of the day it counts. In a minute.",
            "Black Friday deals",
        ],
    );
}

#[test]
fn durations() {
    check(
        FactKind::Duration,
        Language::De,
        &[
            "Seit [3 Tagen] und [zwei Stunden], [2–3 Werktage], [1,5 Stunden], [anderthalb Stunden], in [einer halben Stunde]",
            "in [einer Woche], binnen [24 h], am 3. Tag",
            "Was für ein Tag!",
        ],
    );
    check(
        FactKind::Time,
        Language::De,
        &[
            "[in zwei Stunden], [innerhalb von 2 Werktagen], [binnen 24 Stunden], [innerhalb der nächsten drei Tage]",
            "[in ca. 2 Stunden], [in einer Woche], [vor zwei Tagen]",
            "seit 3 Tagen, in den letzten 3 Tagen, nach 2 Stunden",
        ],
    );
    check(
        FactKind::Time,
        Language::En,
        &[
            "[within the next 24 hours], [in two business days], [in 2-3 days], [two hours ago]",
            "[in an hour], [in half an hour]",
            "for 3 days, in the last 3 days",
        ],
    );
}

#[test]
fn amounts_and_percentages() {
    check(
        FactKind::Amount,
        Language::De,
        &[
            "[29,90 €], [20 Euro], [EUR 20], [CHF 29.90], [Fr. 20.–], [50 Rappen], [29,-], [29,- €], [1.000 €], [zwanzig Euro], [5 Mio. Euro], [0 €]*",
            "[20–30 €], [99 Cent], [1'000 Franken]",
            "Fr. 14 Uhr, 3.11., 29.–30. November, 2.-Klasse-Ticket",
        ],
    );
    check(
        FactKind::Amount,
        Language::En,
        &["[$5], [£5.50], [€ 20], [5 dollars], [US$ 5]".replace("[US$ 5]", "US[$ 5]").as_str(), "Room 5, 50 people"],
    );
    check(FactKind::Percent, Language::De, &["[50 %], [5–10 Prozent], [3,5%]", "50 Leute"]);
}

#[test]
fn numbers() {
    check(
        FactKind::Number,
        Language::De,
        &[
            "Bestellung [88]-[1234], Fehler [4711], Linie S1",
            "29 €, 5 %, 14 Uhr, 3.11.2026, 2 Tage, 0221 1234567, https://x.de/4711, #204".replace("204", "[204]").as_str(),
        ],
    );
}

#[test]
fn addresses() {
    check(FactKind::Url, Language::De, &["Siehe [https://firma.de/a], [www.firma.de] und [firma.de/x]."]);
    check(FactKind::Email, Language::De, &["an [service@firma.de] oder @firma"]);
    check(
        FactKind::Phone,
        Language::De,
        &[
            "Tel. [0221 / 12 34 56 7], [+49 (0)221 1234567], [0800-123 45 67], [(0221) 123456], Telefonnummer [0171 1234567]",
            "Hotline [0800 1234567] [14 Uhr]".replace(" [14 Uhr]", " 14 Uhr").as_str(),
            "Bestellnr. 0123456789, Kundennummer 0471 12345, Order 0123456789, 29.990 €, 01.02.2026, 50667 Köln, 12345678",
            "IBAN DE89 3704 0044 0532 0130 00",
        ],
    );
    check(FactKind::Phone, Language::En, &["Call [555-123-4567], [(555) 123-4567] or [1-800-555-0199]", "order 555 1234"]);
    check(
        FactKind::Iban,
        Language::De,
        &[
            "Ihre IBAN [DE89 3704 0044 0532 0130 00] ist da",
            "[DE89370400440532013000], [GB29 NWBK 6016 1331 9268 19]",
            "DE88 3704 0044 0532 0130 00",
        ],
    );
}

#[test]
fn names() {
    check(
        FactKind::Name,
        Language::De,
        &[
            "Hallo Herr [Schlee], alles gut.",
            "Hallo [Hannes], danke.",
            "Liebe [Anna-Lena], Sehr geehrte",
            "Sehr geehrter Herr Dr. [von Braun],",
            "Frau [Yıldız] und Herr [Müller-Lüdenscheidt] sowie Mr [O'Brien]",
            "Guten Tag Frau [Kaya]!",
            "Dann ist Frau [Wendt] Ihre Ansprechpartnerin.",
            "Liebe Grüße, Hallo zusammen, Sehr schade. Eine Frau war da. Lieber Kunde, Fr. 14 Uhr",
        ],
    );
    check(
        FactKind::Name,
        Language::En,
        &["Hi [Tom], we asked [Mary Shah] on Monday and I think Mr. [O'Brien] too.", "Hi there, Dear customer, We spoke. Dear all,"],
    );
}

#[test]
fn facts_are_in_order() {
    let prose = Prose::read("Herr Braun zahlt am 3. November um 14 Uhr 29,90 € an Frau Kaya.", Markup::Plain, Language::De);
    assert!(prose.facts.is_sorted_by_key(|fact| fact.span.start));
    let kinds: Vec<FactKind> = prose.facts.iter().map(|fact| fact.kind).collect();
    use FactKind::{Amount, Date, Name, Time};
    assert_eq!(kinds, [Name, Time, Date, Time, Amount, Name]);
}
