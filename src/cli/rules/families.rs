//! A family becomes the part of a new rule's file that is its own: what it counts, asks for or compares, in words and examples that work as they are
//! and that the rule's author changes. Knows no comments that all rules share.

use super::super::args::FamilyChoice;
use super::stopped::either;
use crate::text::Language;

/// What a new rule starts with in one language.
pub(super) struct Start {
    pub(super) summary: &'static str,
    pub(super) message: &'static str,
    /// The lines under the language, behind the message: what is looked for.
    pub(super) looks_for: &'static [&'static str],
    /// What to know about these lines.
    pub(super) about: &'static str,
    pub(super) flag: [&'static str; 2],
    pub(super) allow: [&'static str; 2],
}

/// The line that says which family a rule is of, with its comment. `find` needs none.
pub(super) fn family_line(family: FamilyChoice, language: Language) -> Option<&'static str> {
    let say = |german, english| Some(either(language, german, english));
    match family {
        FamilyChoice::Find => None,
        FamilyChoice::Density => say(
            "density: {max: 1, per: draft}   # so viele dürfen bleiben; auch je sentence, 100 words oder 280 characters",
            "density: {max: 1, per: draft}   # so many may stay; also per sentence, 100 words or 280 characters",
        ),
        FamilyChoice::Require => say(
            "require: {at: end}              # gezeigt wird es am Ende; mit start am ersten Wort",
            "require: {at: end}              # shown at the end; with start, at the first word",
        ),
        FamilyChoice::Limit => say(
            "limit: {metric: words-per-sentence, max: 25}   # auch words, sentences, characters, emoji, hashtags, links, exclamation-marks …",
            "limit: {metric: words-per-sentence, max: 25}   # also words, sentences, characters, emoji, hashtags, links, exclamation-marks …",
        ),
        FamilyChoice::Consistent => Some("consistent: true"),
    }
}

/// What the family starts with.
pub(super) fn start(family: FamilyChoice, language: Language) -> Start {
    either(language, german(family), english(family))
}

fn german(family: FamilyChoice) -> Start {
    match family {
        FamilyChoice::Find => Start {
            summary: "Sagt etwas, das wir anders sagen.",
            message: "„{match}“ sagen wir anders: schreiben, was geschieht.",
            looks_for: &[],
            about: "",
            flag: [""; 2],
            allow: [""; 2],
        },
        FamilyChoice::Density => Start {
            summary: "Verstärkt öfter als einmal.",
            message: "{count} Verstärker, {max} reicht: {matches}. Die übrigen streichen.",
            looks_for: &["    find:", "      - \"sehr\"", "      - \"wirklich\"", "      - \"extrem\""],
            about: "    # Was gezählt wird.",
            flag: ["Das ist sehr schade und [[wirklich]] ärgerlich.", "Wir freuen uns sehr, es war [[extrem]] schön."],
            allow: ["Das ist sehr schade.", "Das ist schade und ärgerlich."],
        },
        FamilyChoice::Require => Start {
            summary: "Nennt keine Zeit.",
            message: "Hier steht nicht, wann: einen Tag oder eine Uhrzeit nennen.",
            looks_for: &["    find:", "      - \"<time>\""],
            about: "    # Was dastehen muss: eins davon genügt. <time> ist jede Zeitangabe, die sich prüfen lässt.",
            flag: ["Wir bringen das in Ordnung.", "Der neue Laden macht auf, kommt vorbei."],
            allow: ["Wir bringen das bis Freitag in Ordnung.", "Der neue Laden macht am 3. Mai um 9 Uhr auf."],
        },
        FamilyChoice::Limit => Start {
            summary: "Ein Satz hat zu viele Wörter.",
            message: "{count} Wörter in einem Satz, {max} sind genug. Zwei daraus machen.",
            looks_for: &[],
            about: "",
            flag: [
                "Der Zug um 7:04 Uhr ist heute schon um 7:01 Uhr gefahren, weil die Uhr in der Kabine nach den Arbeiten am Wochenende vorging und es vor Birkach niemandem auffiel.",
                "Wir haben das Paket gefunden und schicken es noch heute los, damit es am Freitag bei Ihnen ist und Sie am Samstag mit der ganzen Familie und den neuen Stühlen feiern können.",
            ],
            allow: [
                "Der Zug ist drei Minuten zu früh gefahren. Die Uhr in der Kabine ging vor.",
                "Wir haben das Paket gefunden. Am Freitag ist es bei Ihnen.",
            ],
        },
        FamilyChoice::Consistent => Start {
            summary: "Zwei Wörter für dieselbe Sache.",
            message: "„{match}“ heißt in diesem Text auch „{other}“. Bei einem Wort bleiben.",
            looks_for: &["    variants:", "      - [\"Gutschein\", \"Gutscheine\"]", "      - [\"Voucher\", \"Vouchers\"]"],
            about: "    # Je Zeile ein Wort mit seinen Formen; zwei Zeilen in einem Text fallen auf.",
            flag: ["Der Gutschein gilt bis Mai. Den [[Voucher]] gibt es an der Kasse.", "Gutscheine gibt es hier, [[Vouchers]] auch."],
            allow: ["Der Gutschein gilt bis Mai. Gutscheine gibt es an der Kasse.", "Den Voucher gibt es an der Kasse."],
        },
    }
}

fn english(family: FamilyChoice) -> Start {
    match family {
        FamilyChoice::Find => Start {
            summary: "Says what we say in other words.",
            message: "We do not say “{match}”: write what happens.",
            looks_for: &[],
            about: "",
            flag: [""; 2],
            allow: [""; 2],
        },
        FamilyChoice::Density => Start {
            summary: "Adds weight to its words more than once.",
            message: "{count} words that add weight, {max} is enough: {matches}. Delete the others.",
            looks_for: &["    find:", "      - \"very\"", "      - \"really\"", "      - \"extremely\""],
            about: "    # What is counted.",
            flag: ["This is very sad and [[really]] annoying.", "We are very glad, it was [[extremely]] nice."],
            allow: ["This is very sad.", "This is sad and annoying."],
        },
        FamilyChoice::Require => Start {
            summary: "Gives no time.",
            message: "This does not say when: give a day or an hour.",
            looks_for: &["    find:", "      - \"<time>\""],
            about: "    # What must be there: one of these will do. <time> is any point in time that can be checked.",
            flag: ["We will put this right.", "The new shop opens, come along."],
            allow: ["We will put this right by Friday.", "The new shop opens on 3 May at 9 am."],
        },
        FamilyChoice::Limit => Start {
            summary: "A sentence has too many words.",
            message: "{count} words in one sentence, {max} are enough. Make it two.",
            looks_for: &[],
            about: "",
            flag: [
                "The train at 7:04 left at 7:01 today because the clock in the cab was fast after the works at the weekend and nobody saw it before Birkach.",
                "We have found the parcel and send it off today so that it is with you on Friday and you can sit on the new chairs with all the family on Saturday.",
            ],
            allow: [
                "The train left three minutes early. The clock in the cab was fast.",
                "We have found the parcel. It is with you on Friday.",
            ],
        },
        FamilyChoice::Consistent => Start {
            summary: "Two words for the same thing.",
            message: "“{match}” is “{other}” elsewhere in this text. Keep to one word.",
            looks_for: &["    variants:", "      - [\"voucher\", \"vouchers\"]", "      - [\"coupon\", \"coupons\"]"],
            about: "    # One word with its forms per line; two lines in one text are told.",
            flag: ["The voucher holds until May. Ask for the [[coupon]] at the till.", "Vouchers are here, [[coupons]] too."],
            allow: ["The voucher holds until May. Vouchers are at the till.", "The coupon is at the till."],
        },
    }
}
