//! What the keys of a config mean for a draft.

use jiff::SignedDuration;
use jiff::civil::date;

use super::{Config, Rules, config};
use crate::config::{CapitalDu, Diacritics, Origin, Settings, Signature};
use crate::draft::Address;
use crate::finding::Severity;
use crate::text::Language;

#[test]
fn nothing_said_means_the_defaults() {
    let settings = Settings::default();
    assert_eq!(settings.language, None);
    assert_eq!(settings.sla(Some("x")), SignedDuration::from_hours(24));
    assert_eq!(settings.signature(None), Signature::Optional);
    assert_eq!(settings.address(None), None);
    assert_eq!((settings.capital_du, settings.diacritics), (CapitalDu::Consistent, Diacritics::Strict));
    assert!(settings.channel("mastodon").is_some());
    assert!(settings.explain().iter().all(|row| row.origin == Origin::BuiltIn));
}

#[test]
fn the_brand_is_read_into_what_rules_need() {
    let settings = config(&["
brand:
  names: [Nordlicht]
  handles: ['@Nordlicht_hilft']
  people: [Mia Kaya (mk), Jo Berg]
  hours: {mo-do: 9-17, fr: 9-12}
  patterns: ['T-\\d{6}']
  contacts: {phones: ['0221 1234'], emails: [hilfe@nordlicht.example]}
personal-data: {patterns: {customer-number: 'K-\\d{7}'}}
region: de-by
time-zone: europe/berlin
"])
    .settings("a.md");
    let brand = &settings.brand;
    assert!(brand.is_own_handle("@nordlicht_HILFT") && !brand.is_own_handle("nordlicht"));
    let signers: Vec<_> = brand.people.iter().map(|signer| (signer.name.as_str(), signer.initials.as_deref())).collect();
    assert_eq!(signers, [("Mia Kaya", Some("mk")), ("Jo Berg", None)]);
    let hours = brand.hours.as_ref().unwrap();
    assert!(hours.is_open(date(2026, 11, 27).at(11, 0, 0, 0)) && !hours.is_open(date(2026, 11, 27).at(13, 0, 0, 0)));
    assert!(brand.patterns[0].is_match("T-123456"));
    assert_eq!(brand.contacts.phones, ["0221 1234"]);
    assert_eq!(settings.personal_data[0].name, "customer-number");
    assert_eq!(settings.region.as_ref().unwrap().to_string(), "DE-BY");
    assert_eq!(settings.time_zone.as_ref().unwrap().iana_name(), Some("Europe/Berlin"));
}

#[test]
fn policies_differ_by_channel() {
    let settings = config(&["
address: {default: sie, channels: {instagram: du, x: mirror}, capital-du: never}
signature: {default: none, channels: {x: required}, form: '^{initials}'}
sla: {default: 2 days, channels: {x: 90m}}
names: {diacritics: lenient}
"])
    .settings("a.md");
    assert_eq!(settings.address(Some("instagram")), Some(Address::Du));
    assert_eq!(settings.address(Some("facebook")), Some(Address::Sie));
    assert_eq!(settings.address(None), Some(Address::Sie));
    assert_eq!((settings.signature(Some("x")), settings.signature(Some("blog"))), (Signature::Required, Signature::None));
    assert_eq!((settings.sla(Some("x")), settings.sla(None)), (SignedDuration::from_mins(90), SignedDuration::from_hours(48)));
    assert_eq!((settings.capital_du, settings.diacritics), (CapitalDu::Never, Diacritics::Lenient));
    assert_eq!(settings.signature_form.as_deref(), Some("^{initials}"));
}

#[test]
fn rules_have_severities_and_parameters() {
    let config = config(&["rules: {loud-pitch: error, wrong-name: off, emoji-flood: {severity: info, max: 5, any: [1], strict: false}}"]);
    let settings = config.settings("a.md");
    assert_eq!(settings.severities.get("loud-pitch"), Some(&Some(Severity::Error)));
    assert_eq!(settings.severities.get("wrong-name"), Some(&None));
    assert_eq!(settings.severities.get("hype"), None);
    assert_eq!(settings.params.get("emoji-flood").unwrap()["max"], 5);
    assert!(!settings.params.contains_key("loud-pitch"));
    assert_eq!(config.check(&Rules::default()), []);
}

#[test]
fn a_file_wins_over_what_it_extends_and_lists_add_up() {
    let config =
        config(&["language: de\nallow: [a]\nrules: {emoji-flood: {max: 5}}", "language: en\nallow: [b]\nrules: {emoji-flood: off}"]);
    let settings = config.settings("a.md");
    assert_eq!(settings.language, Some(Language::En));
    assert_eq!(settings.allow, ["a", "b"]);
    assert_eq!(
        (settings.severities.get("emoji-flood"), settings.params.get("emoji-flood").unwrap()["max"].as_i64()),
        (Some(&None), Some(5))
    );
}

#[test]
fn overrides_hold_for_their_files_only() {
    let config = config(&["
language: de
overrides:
  - files: facebook/**
    language: en
    allow: [x]
  - files: ['*.txt', 'facebook/vip/**']
    rules: {emoji-flood: off}
"]);
    let facebook = config.settings("facebook/a.md");
    assert_eq!((facebook.language, facebook.allow.as_slice()), (Some(Language::En), ["x".to_owned()].as_slice()));
    assert!(facebook.severities.is_empty());
    let both = config.settings("facebook/vip/a.txt");
    assert_eq!((both.language, both.severities.len()), (Some(Language::En), 1));
    assert_eq!(config.settings("posts/a.md").language, Some(Language::De));
}

#[test]
fn an_override_in_an_extended_file_is_stronger_than_the_file() {
    let config = config(&["overrides: [{files: 'facebook/**', language: en}]", "language: de"]);
    assert_eq!(config.settings("facebook/a.md").language, Some(Language::En));
}

#[test]
fn drafts_with_the_same_overrides_share_their_settings() {
    let config = config(&["overrides: [{files: 'facebook/**', language: en}]"]);
    let first = config.settings("facebook/1.md");
    assert!((2..1000).all(|index| std::sync::Arc::ptr_eq(&first, &config.settings(&format!("facebook/{index}.md")))));
    assert!(!std::sync::Arc::ptr_eq(&first, &config.settings("posts/1.md")));
}

#[test]
fn own_channels_are_known_to_the_check() {
    let config = config(&["channels: {forum: {extends: x, max-hashtags: 1}}", "address: {channels: {forum: du}}"]);
    assert_eq!(config.check(&Rules::default()), []);
    assert_eq!(config.settings("a.md").channel("forum").unwrap().max_hashtags, Some(1));
}

#[test]
fn people_stand_in_layers_and_in_rosters() {
    let (layer, _) = crate::config::Layer::parse("a.yaml", "people: [{name: Hannes Schleeh, title: Herr}]");
    let roster = vec![crate::config::Person { name: "Elif Yıldız".to_owned(), ..Default::default() }];
    let config = Config::new(vec![layer], roster);
    let settings = config.settings("a.md");
    let names: Vec<_> = settings.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Hannes Schleeh", "Elif Yıldız"]);
}

#[test]
fn every_value_says_where_it_was_written() {
    let layers = [
        "language: de\nallow: [ä, b]\nsla: {default: 2h}",
        "language: en\nallow: [c]\noverrides: [{files: 'x/**', rules: {emoji-flood: off}}]",
    ];
    let rows = config(&layers).settings("x/a.md").explain();
    let rows: Vec<String> = rows
        .iter()
        .map(|row| match &row.origin {
            Origin::BuiltIn => format!("{} = {} (built in)", row.key, row.value),
            Origin::File { path, span } => {
                let index: usize = path.trim_end_matches(".yaml").parse().unwrap();
                format!("{} = {} ({path}: `{}`)", row.key, row.value, span.slice(layers[index]))
            }
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"), @"
    address.capital-du = consistent (built in)
    allow = ä (0.yaml: `ä`)
    allow = b (0.yaml: `b`)
    allow = c (1.yaml: `c`)
    language = en (1.yaml: `en`)
    names.diacritics = strict (built in)
    rules.emoji-flood.severity = off (1.yaml: `off`)
    signature.default = optional (built in)
    sla.default = 2h (0.yaml: `2h`)
    ");
}

#[test]
fn a_faulty_layer_leaves_the_others_alone() {
    let (broken, problems) = crate::config::Layer::parse("b.yaml", "language: [de]\nallow: [x]");
    assert_eq!(problems.len(), 1);
    let (good, _) = crate::config::Layer::parse("a.yaml", "language: en\nregion: nowhere\nallow: [y]");
    let settings = Config::new(vec![broken, good], Vec::new()).settings("a.md");
    assert_eq!(
        (settings.language, settings.region.is_none(), settings.allow.as_slice()),
        (Some(Language::En), true, ["y".to_owned()].as_slice())
    );
}
