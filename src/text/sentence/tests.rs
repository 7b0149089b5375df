//! Where sentences end.

use crate::text::{Language, Markup, Prose};

fn cut(text: &str, language: Language) -> Vec<String> {
    let prose = Prose::read(text, Markup::Plain, language);
    prose.sentences.iter().map(|sentence| sentence.span.slice(text).to_owned()).collect()
}

/// Each text is written with `|` where a sentence ends.
fn check(language: Language, texts: &[&str]) {
    for text in texts {
        let parts: Vec<&str> = text.split('|').map(str::trim).collect();
        let plain = text.replace('|', "");
        assert_eq!(cut(&plain, language), parts, "{text}");
    }
}

#[test]
fn cuts_german() {
    check(
        Language::De,
        &[
            "Hallo Frau Kaya!| Ihr Geld ist heute raus.| Danke",
            "Seit 2019.| Danach kam nichts.",
            "Echt?!| Ja!!!| Gut",
            "Er sagte: „Das geht nicht.“| Schade.",
            "„Wann?“ fragte er.| „Morgen!“| Aha.",
            "Das (leider!) ging nicht.| Doch (!) schon.",
            "Alles gut! 😊👍| Weiter so 🎉",
            "Siehe https://firma.de/a.b?c=d.e.| Dann",
            "Das geht.|So nicht.| Ja.",
            "hab angerufen.| keiner geht ran.",
            "Es waren 300.| Der Rest folgt.",
            "Um 14:10.| Danach",
            "Behoben.| – Mia",
            "**Neu.**| Besser.",
            "Fertig!| #WirSind",
            "Fertig.| @a_b hat es.",
            "Schade. :-(| Wir prüfen das. ;)",
        ],
    );
}

#[test]
fn goes_on_behind_german_abbreviations() {
    check(
        Language::De,
        &[
            "Das gilt z. B. für Sie, d. h. für alle.| Gut",
            "Das gilt z.B. Montag und u.a. Dienstag.| Gut",
            "Dr. Müller und Prof. Yıldız kommen um ca. 14.30 Uhr.| Bis dann!",
            "Wir haben Mo.–So. von 8 bis 20 Uhr offen.| Bis bald",
            "Wir haben Mo. bis Fr. offen, Sa. 8–12 Uhr.| Bis Fr.| Danke",
            "Tische, Stühle usw.| Das reicht.",
            "Tische, Stühle usw. Möbel liefern wir.",
            "Die Goethestr. 5 und die Bestellnr. 7.| Ja",
            "Inkl. MwSt. und evtl. Porto bzw. Fracht, Tel. 0800.| Ja",
            "Das ist so.| Wir sagen Mi. Bescheid.",
            "Plan B.| Wir liefern.| J. Müller kommt.",
            "Freundl. Grüße an der öffentl. Haltestelle",
        ],
    );
}

#[test]
fn goes_on_behind_ordinals_and_dates() {
    check(
        Language::De,
        &[
            "Wie am 3.11. zugesagt, kommt am 3. November der Techniker.| Er klingelt.",
            "Im 5. Stock.| Ja",
            "Der Termin ist am 3. Advent.| Gut",
            "Bis 14.12.| Danke!",
            "1. Stecker ziehen\n|2. Warten",
        ],
    );
}

#[test]
fn goes_on_behind_dots_before_lower_case() {
    check(Language::De, &["Wir prüfen … und melden uns.| Moment…| Jetzt!", "Wir prüfen... und melden uns.| Moment...| Jetzt!"]);
}

#[test]
fn cuts_english() {
    check(
        Language::En,
        &[
            "Hi Mr. O'Brien!| Mrs. Shah, e.g. at 5 p.m. today, i.e. now.| Thanks",
            "We open at 9 a.m.| Then we call.",
            "Order no. 5 is out.| No.| Yes.",
            "I said no.| Then he left.",
            "Refunds, credits, etc.| We do it all.",
            "Acme Inc. is here.| Jan. 5 works.",
            "“Why?” she asked.| Because.",
            "It's 3.5 km.| OK.",
        ],
    );
}

#[test]
fn cuts_at_lines_that_stand_alone() {
    check(
        Language::De,
        &[
            "Hallo Frau Kaya,\n|Ihr Geld ist\nheute raus",
            "Ohne Punkt\n\n|Neuer Absatz\r\n\r\n|Und noch einer",
            "Wir haben:\n|- Brot\n|- Wurst\n|• Käse",
            "# Störung\n|Wir prüfen",
            "✅ Neu\n|✅ Besser",
            "Danke\n😊",
            "Bis morgen\n|Viele Grüße\n|Ihr Team",
            "> Das geht\n> so nicht\n>\n|> Gruß\n\n|Stimmt",
            "Text\n|---\n|Ende",
        ],
    );
}

#[test]
fn tells_tokens_their_sentence() {
    let prose = Prose::read("Ja. Nein! Doch?", Markup::Plain, Language::De);
    assert_eq!(prose.tokens.iter().map(|token| token.sentence).collect::<Vec<_>>(), [0, 0, 1, 1, 2, 2]);
    assert_eq!(Prose::read("", Markup::Plain, Language::De).sentences, []);
}
