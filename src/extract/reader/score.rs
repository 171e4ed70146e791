//! `score.yaml`: every weight of the reader.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::yaml;

/// All weights, by stage.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub(crate) language: LanguageWeights,
    pub(crate) place: PlaceWeights,
    pub(crate) topic: TopicWeights,
    pub(crate) outline: OutlineWeights,
    pub(crate) name: NameWeights,
    pub(crate) segment: SegmentWeights,
    pub(crate) assign: AssignWeights,
    pub(crate) citation: CitationWeights,
}

/// The program's weights.
pub(crate) fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    #[cfg(feature = "fit")]
    if let Some(weights) = fitted::OF_THREAD.get() {
        return weights;
    }
    WEIGHTS.get_or_init(|| yaml::table!("src/extract/reader/score.yaml"))
}

/// Other weights than the program's own, for who fits them.
#[cfg(feature = "fit")]
pub(crate) mod fitted {
    use std::cell::Cell;

    pub use super::Weights;

    thread_local! {
        pub(super) static OF_THREAD: Cell<Option<&'static Weights>> = const { Cell::new(None) };
    }

    /// The weights in a text like `score.yaml`. They live as long as the program does.
    ///
    /// # Errors
    ///
    /// What is no YAML, or holds other weights than `score.yaml`.
    pub fn weights_of(text: &str) -> Result<&'static Weights, String> {
        let weights: Weights = crate::yaml::typed(text)?;
        Ok(Box::leak(Box::new(weights)))
    }

    /// What this thread reads from now on, it reads with these weights.
    pub fn read_with(weights: Option<&'static Weights>) {
        OF_THREAD.set(weights);
    }
}

/// What makes a page speak a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageWeights {
    pub(crate) title: f32,
    pub(crate) label: f32,
    pub(crate) word: f32,
    pub(crate) share: f32,
    pub(crate) least: f32,
    pub(crate) enough: f32,
    pub(crate) least_english: f32,
}

/// What makes a text a place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceWeights {
    pub(crate) remote: f32,
    pub(crate) known: f32,
    pub(crate) town: f32,
    pub(crate) pair: f32,
    pub(crate) house: f32,
    pub(crate) postal_code: f32,
    pub(crate) parts: f32,
}

/// What makes a title a topic.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicWeights {
    pub(crate) cover: f32,
    pub(crate) covered: f32,
    pub(crate) role: f32,
    pub(crate) noun: f32,
}

/// What makes a mark the one that titles sections.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutlineWeights {
    pub(crate) known: f32,
    pub(crate) unknown: f32,
    pub(crate) dated: f32,
    pub(crate) heading: f32,
    pub(crate) class: f32,
    pub(crate) bold: f32,
    pub(crate) caps: f32,
    pub(crate) plain: f32,
    pub(crate) again: f32,
    pub(crate) repeated: f32,
    pub(crate) level: f32,
    pub(crate) lone: f32,
    pub(crate) second: f32,
    pub(crate) class_title: f32,
    pub(crate) title_classes: Vec<String>,
}

/// What makes a text the person's name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWeights {
    pub(crate) threshold: f32,
    pub(crate) form: NameFormWeights,
    pub(crate) place: NamePlaceWeights,
}

/// What a name looks like.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameFormWeights {
    pub(crate) alike: f32,
    pub(crate) unlike: f32,
    pub(crate) one_word: f32,
    pub(crate) other: f32,
    pub(crate) each_more: f32,
    pub(crate) unspaced: f32,
    pub(crate) lower: f32,
    pub(crate) separator: f32,
    pub(crate) greeting: f32,
    pub(crate) topic: f32,
    pub(crate) document: f32,
    pub(crate) document_edge: f32,
    pub(crate) common_word: f32,
    pub(crate) role: f32,
    pub(crate) organization: f32,
    pub(crate) place: f32,
    pub(crate) prose: f32,
}

/// What a name's place on the page tells.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamePlaceWeights {
    pub(crate) heading: f32,
    pub(crate) one_of_many: f32,
    pub(crate) first_level: f32,
    pub(crate) first_heading: f32,
    pub(crate) early: f32,
    pub(crate) each_later: f32,
    pub(crate) below_topic: f32,
    pub(crate) line: f32,
    pub(crate) bold: f32,
    pub(crate) class: f32,
    pub(crate) label: f32,
    pub(crate) contact_line: f32,
    pub(crate) span: f32,
    pub(crate) first_span: f32,
    pub(crate) lead_span: f32,
    pub(crate) greeted: f32,
    pub(crate) greeting: f32,
    pub(crate) sub_form: f32,
    pub(crate) dated: f32,
    pub(crate) email: f32,
    pub(crate) in_title: f32,
    pub(crate) front_name: f32,
    pub(crate) front_author: f32,
    pub(crate) front_title: f32,
    pub(crate) file: f32,
    pub(crate) brand: f32,
    pub(crate) strange: f32,
    pub(crate) dated_below: f32,
    pub(crate) site: f32,
    pub(crate) title: f32,
}

/// What makes a line an entry's first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SegmentWeights {
    pub(crate) open: OpenerWeights,
    pub(crate) prose_opener: f32,
    pub(crate) one_period: f32,
    pub(crate) no_period: f32,
    pub(crate) extra_period: f32,
    pub(crate) extra_once: f32,
    pub(crate) early: f32,
    pub(crate) swallowed: f32,
    pub(crate) look_alike: f32,
    pub(crate) late: f32,
    pub(crate) alike: f32,
    pub(crate) preamble: f32,
    pub(crate) preamble_prose: f32,
    pub(crate) more: f32,
    pub(crate) encloses: f32,
    pub(crate) nested: f32,
    pub(crate) led_in: f32,
    pub(crate) grouped: f32,
    pub(crate) near: f32,
    pub(crate) assignment: f32,
    pub(crate) undated: f32,
    pub(crate) marked_item: f32,
    pub(crate) dated_plain: f32,
    pub(crate) look_alike_once: f32,
    pub(crate) torn: f32,
    pub(crate) bare: f32,
    pub(crate) roofed_twice: f32,
    pub(crate) rarely_dated: f32,
}

/// How readily a mark opens an entry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenerWeights {
    pub(crate) heading: f32,
    pub(crate) card: f32,
    pub(crate) row: f32,
    pub(crate) block: f32,
    pub(crate) r#box: f32,
    pub(crate) term: f32,
    pub(crate) bold: f32,
    pub(crate) link: f32,
    pub(crate) label: f32,
    pub(crate) span: f32,
    pub(crate) lead: f32,
    pub(crate) item: f32,
    pub(crate) dated: f32,
    pub(crate) italic: f32,
    pub(crate) plain: f32,
}

/// A weight for each field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldWeights {
    pub(crate) title: f32,
    pub(crate) organization: f32,
    pub(crate) place: f32,
    pub(crate) text: f32,
}

/// What an order of fields is worth before any word is heard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderWeights {
    pub(crate) title_first: f32,
    pub(crate) place_last: f32,
    pub(crate) place_first: f32,
}

/// What gives a piece its field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignWeights {
    pub(crate) fill: FieldWeights,
    pub(crate) missing: FieldWeights,
    pub(crate) outer: f32,
    pub(crate) merge: f32,
    pub(crate) join_degree: f32,
    pub(crate) join_stop: f32,
    pub(crate) drop: f32,
    pub(crate) drop_lead: f32,
    pub(crate) stray: f32,
    pub(crate) cut: f32,
    pub(crate) shared: f32,
    pub(crate) unshared: f32,
    pub(crate) role_last: f32,
    pub(crate) role: f32,
    pub(crate) degree: f32,
    pub(crate) firm: f32,
    pub(crate) school: f32,
    pub(crate) school_in_education: f32,
    pub(crate) link: f32,
    pub(crate) at: f32,
    pub(crate) class: f32,
    pub(crate) other_class: f32,
    pub(crate) repeat: f32,
    pub(crate) long: f32,
    pub(crate) lower: f32,
    pub(crate) bold: f32,
    pub(crate) slot: f32,
    pub(crate) order: OrderWeights,
    pub(crate) nameless: f32,
    pub(crate) own_order: f32,
    pub(crate) lone: f32,
    pub(crate) few: f32,
    pub(crate) slash: f32,
    pub(crate) stop: f32,
    pub(crate) undated_title: f32,
    pub(crate) page: f32,
    pub(crate) known_from: f32,
    pub(crate) least: f32,
    pub(crate) most: f32,
    pub(crate) words: WordWeights,
    pub(crate) piece: PieceWeights,
}

/// A weight for each of the two names of an entry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamesWeights {
    pub(crate) title: f32,
    pub(crate) organization: f32,
}

/// What the words of a piece say besides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordWeights {
    pub(crate) none: f32,
    pub(crate) role_against: f32,
    pub(crate) role_in_education: f32,
    pub(crate) role_in_project: f32,
    pub(crate) role_last_against: f32,
    pub(crate) compound: f32,
    pub(crate) compound_against: f32,
    pub(crate) degree_against: f32,
    pub(crate) degree_beside_school: f32,
    pub(crate) bare_school: f32,
    pub(crate) school_against: f32,
    pub(crate) school_against_in_education: f32,
    pub(crate) school_with_role: f32,
    pub(crate) firm_against: f32,
    pub(crate) acronym: f32,
    pub(crate) quoted: f32,
    pub(crate) domain: f32,
    pub(crate) sure_place_from: f32,
    pub(crate) sure_place: NamesWeights,
    pub(crate) likely_place: NamesWeights,
    pub(crate) no_letters: f32,
    pub(crate) prose: f32,
    pub(crate) prose_from: f32,
    pub(crate) prose_against: f32,
    pub(crate) stop: StopWeights,
    pub(crate) length: LengthWeights,
    pub(crate) lower_text: f32,
}

/// What a full stop at the end says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StopWeights {
    pub(crate) title: f32,
    pub(crate) organization: f32,
    pub(crate) text: f32,
}

/// What a number of words says for other text: one or two, three, four or five, six and more.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LengthWeights {
    pub(crate) short: f32,
    pub(crate) three: f32,
    pub(crate) four: f32,
    pub(crate) six: f32,
}

/// What the place of a piece in its head says besides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PieceWeights {
    pub(crate) undated_link: f32,
    pub(crate) undated_at: f32,
    pub(crate) undated_title_link: f32,
    pub(crate) bracketed: f32,
    pub(crate) weak_at: f32,
    pub(crate) weak_at_elsewhere: f32,
    pub(crate) name_at: f32,
    pub(crate) title_after_at: f32,
    pub(crate) class_place: f32,
    pub(crate) class_meta: f32,
    pub(crate) behind_bold: f32,
    pub(crate) issuer_line: f32,
    pub(crate) issuer_behind: f32,
    pub(crate) class_unlikely_place: f32,
    pub(crate) seen_place: f32,
    pub(crate) repeated_place: f32,
    pub(crate) opening_place: f32,
    pub(crate) announcing_place: f32,
    pub(crate) unknown_place_after_at: f32,
    pub(crate) named_text: f32,
    pub(crate) own_line_text: f32,
    pub(crate) behind_text: f32,
    pub(crate) apart_text: f32,
    pub(crate) bold_text: f32,
}

/// What makes a line a citation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitationWeights {
    pub(crate) least: f32,
    pub(crate) least_alike: f32,
    pub(crate) alike: f32,
    pub(crate) authors: f32,
    pub(crate) dated: f32,
    pub(crate) undated: f32,
    pub(crate) names: CitedNameWeights,
    pub(crate) title: CitedTitleWeights,
    pub(crate) sign: CitedSignWeights,
    pub(crate) venue: CitedVenueWeights,
}

/// What makes a text a list of authors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitedNameWeights {
    pub(crate) persons: f32,
    pub(crate) plain: f32,
    pub(crate) initials: f32,
    pub(crate) several: f32,
    pub(crate) joiner: f32,
    pub(crate) others: f32,
    pub(crate) unspaced: f32,
    pub(crate) unspaced_list: f32,
    pub(crate) some: f32,
    pub(crate) sure_from: f32,
    pub(crate) against_title_from: f32,
    pub(crate) length: f32,
}

/// What makes a text a work's title.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitedTitleWeights {
    pub(crate) one: f32,
    pub(crate) two: f32,
    pub(crate) three: f32,
    pub(crate) more: f32,
    pub(crate) many: f32,
    pub(crate) quoted: f32,
    pub(crate) quoted_brief: f32,
    pub(crate) goes_on: f32,
    pub(crate) whole: f32,
    pub(crate) lower: f32,
    pub(crate) digit: f32,
    pub(crate) names: f32,
    pub(crate) begins_with_names: f32,
    pub(crate) stop: f32,
    pub(crate) turn: f32,
}

/// What signs before and behind a title are worth.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitedSignWeights {
    pub(crate) edge: f32,
    pub(crate) stop: f32,
    pub(crate) quote: f32,
    pub(crate) date: f32,
    pub(crate) style: f32,
    pub(crate) weak: f32,
}

/// What makes a text the venue of a work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitedVenueWeights {
    pub(crate) italic: f32,
    pub(crate) linked: f32,
    pub(crate) quoted: f32,
    pub(crate) great_numbered: f32,
    pub(crate) great: f32,
    pub(crate) numbered: f32,
    pub(crate) neither: f32,
    pub(crate) lower: f32,
    pub(crate) place_from: f32,
    pub(crate) sure_place_from: f32,
}
