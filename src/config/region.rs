//! `DE-BY` becomes the place whose public holidays count. Knows codes, no holidays.

use std::fmt;

/// A country, or a state of it, by ISO 3166.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// Two capitals: `DE`.
    pub country: String,
    /// What follows the hyphen: `BY`.
    pub subdivision: Option<String>,
}

/// The states of the countries whose states have holidays of their own. Other countries are taken as they come.
const SUBDIVISIONS: [(&str, &[&str]); 4] = [
    ("DE", &["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]),
    ("AT", &["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    (
        "CH",
        &[
            "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW", "SG", "SH", "SO", "SZ", "TG", "TI",
            "UR", "VD", "VS", "ZG", "ZH",
        ],
    ),
    ("GB", &["ENG", "NIR", "SCT", "WLS"]),
];

impl Region {
    /// Reads `DE`, `DE-BY`, `GB-SCT`; lower case too.
    ///
    /// # Errors
    /// What is wrong, and what to write instead where that is known.
    pub fn parse(text: &str) -> Result<Self, (String, Option<String>)> {
        let code = text.trim().to_uppercase();
        let (country, subdivision) = code.split_once('-').map_or((code.as_str(), None), |(country, rest)| (country, Some(rest)));
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err((format!("`{text}` is not a country or state"), Some(hint_for(&code))));
        }
        let known = SUBDIVISIONS.iter().find(|(known, _)| *known == country).map(|(_, states)| *states);
        match (subdivision, known) {
            (Some(state), Some(states)) if !states.contains(&state) => {
                let list = states.iter().map(|state| format!("{country}-{state}")).collect::<Vec<_>>().join(", ");
                Err((format!("`{text}` is not a state of {country}"), Some(format!("expected one of {list}"))))
            }
            (Some(state), _) if state.is_empty() || state.len() > 3 || !state.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Err((format!("`{text}` is not a country or state"), Some(hint_for(""))))
            }
            _ => Ok(Self { country: country.to_owned(), subdivision: subdivision.map(str::to_owned) }),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.country)?;
        self.subdivision.as_ref().map_or(Ok(()), |state| write!(f, "-{state}"))
    }
}

/// `BY` alone is what people write who have one country in mind.
fn hint_for(code: &str) -> String {
    let owner = SUBDIVISIONS.iter().find(|(_, states)| states.contains(&code));
    owner
        .map_or_else(|| "write codes such as `DE-BY`, `AT`, `CH-ZH`".to_owned(), |(country, _)| format!("did you mean `{country}-{code}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_countries_and_states() {
        for (text, expected) in
            [("DE-BY", "DE-BY"), ("at", "AT"), ("ch-zh", "CH-ZH"), ("GB-SCT", "GB-SCT"), ("US-CA", "US-CA"), ("FR", "FR")]
        {
            assert_eq!(Region::parse(text).map(|region| region.to_string()).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(Region::parse("DE-XX").unwrap_err().0, "`DE-XX` is not a state of DE");
        assert_eq!(Region::parse("Bayern").unwrap_err().1.as_deref(), Some("write codes such as `DE-BY`, `AT`, `CH-ZH`"));
        assert_eq!(Region::parse("SCT").unwrap_err().1.as_deref(), Some("did you mean `GB-SCT`?"));
        assert!(Region::parse("US-").is_err());
        assert!(Region::parse("").is_err());
    }

    #[test]
    fn a_state_alone_may_look_like_a_country() {
        assert_eq!(Region::parse("BY").unwrap().country, "BY");
    }
}
