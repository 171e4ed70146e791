//! Questions about whole texts: is it a call, a document, an employer's name?
use super::senses::Senses;
use super::{LabelRole, Lexicon, Place, places};
use crate::extract::fold::{fold, words};
use crate::extract::networks;

/// A longer text is no call.
const LONGEST_CALL: usize = 4;
/// A longer text is no label.
const LONGEST_LABEL: usize = 3;
/// Levels of fewer letters are whole words.
const SHORTEST_STEM: usize = 4;
/// A document's name of so many letters is known also with one letter wrong.
const LONG_DOCUMENT: usize = 8;

impl Lexicon {
    /// "fluent", "B2", "native", "80 %", as a word or part of a text.
    pub(crate) fn has_level(&self, text: &str) -> bool {
        let mut before = ' ';
        for c in text.chars() {
            if c == '%' && before.is_numeric() {
                return true;
            }
            if !c.is_whitespace() {
                before = c;
            }
        }
        words(text).iter().any(|word| self.begins_with_level(word))
    }

    fn begins_with_level(&self, word: &str) -> bool {
        if self.is(word, Senses::LEVEL) || self.holds_run(word, Senses::LEVEL) {
            return true;
        }
        let ends = word.char_indices().take(20).skip(SHORTEST_STEM);
        ends.into_iter()
            .any(|(at, _)| self.is(&word[..at], Senses::LEVEL))
    }

    /// "full-time", "internship": a kind of employment, or several.
    pub(crate) fn is_employment(&self, text: &str) -> bool {
        let is_kind = |text: &str| self.is(&fold(text), Senses::EMPLOYMENT);
        if is_kind(text) {
            return true;
        }
        let mut parts = text.split([',', '،', '/', '·', '|', '(']).peekable();
        parts.peek().is_some() && parts.all(is_kind)
    }

    /// A word beside a place's name: "county", "near".
    pub(crate) fn is_place_word(&self, word: &str) -> bool {
        self.is(word, Senses::PLACE_WORD)
    }

    /// What a folded text is among places, in any language.
    pub(crate) fn place(&self, folded: &str) -> Place {
        let lists = [
            (Senses::COUNTRY, Place::NATION),
            (Senses::CITY, Place::CITY),
            (Senses::REGION, Place::REGION),
        ];
        let found = match self.heard {
            0 => Place::default(),
            _ => places::find(folded),
        };
        let any = lists.iter().map(|(sense, _)| *sense);
        if !self.is(folded, any.fold(Senses::default(), Senses::or)) {
            return found;
        }
        let listed = lists
            .into_iter()
            .filter(|(sense, _)| self.is(folded, *sense));
        listed.fold(found, |found, (_, place)| found.surely(place))
    }

    /// A picture before a telephone number: "📞".
    pub(crate) fn is_phone_sign(&self, sign: char) -> bool {
        self.signs.phones.contains(&sign)
    }

    /// A picture before where somebody lives: "📍".
    pub(crate) fn is_location_sign(&self, sign: char) -> bool {
        self.signs.locations.contains(&sign)
    }

    /// Ends in a sign that ends places: "市".
    pub(crate) fn ends_as_place(&self, text: &str) -> bool {
        let last = text.trim_end().chars().next_back();
        last.is_some_and(|last| self.signs.places.contains(&last))
    }

    /// Ends (or, where the language puts it first, begins) as firms and offices do: "GmbH",
    /// "& Sons", "Hospital".
    pub(crate) fn has_firm_ending(&self, text: &str) -> bool {
        let text = text.trim();
        if self.signs.firms.iter().any(|sign| text.contains(sign)) || ends_in_partner(text) {
            return true;
        }
        let words = words(text);
        let Some(last) = words.last() else {
            return false;
        };
        if self.ends_in(last, Senses::FIRM_COMPOUND) {
            return true;
        }
        let any = Senses::FIRM_END
            .or(Senses::FIRM_COMPOUND)
            .or(Senses::LEGAL_FORM);
        (1..=words.len().min(4)).any(|count| {
            self.is(&words[words.len() - count..].join(" "), any)
                || count < words.len() && self.is(&words[..count].join(" "), Senses::FIRM_OPEN)
        })
    }

    /// What the law calls a firm, and nothing else: "Inc.", "s. r. o.".
    pub(crate) fn is_legal_form(&self, text: &str) -> bool {
        self.is(&words(text).join(" "), Senses::LEGAL_FORM)
    }

    /// Ends in an abbreviation whose stop ends no sentence: "Inc.", or a single letter.
    pub(crate) fn ends_in_abbreviation(&self, text: &str) -> bool {
        let Some(body) = text.trim_end().strip_suffix('.') else {
            return false;
        };
        let mut letters = body.chars().rev();
        let is_letter = letters.next().is_some_and(char::is_alphanumeric);
        if is_letter
            && !letters
                .next()
                .is_some_and(|c| c.is_alphanumeric() || c == '_')
        {
            return true;
        }
        let start = body.rfind([' ', '(', ',', '/']).map_or(0, |at| at + 1);
        self.is(&fold(&body[start..]), Senses::ABBREVIATION)
    }

    /// "Read more", "Show credential", "View project"; also a link that says nothing.
    pub(crate) fn is_call(&self, text: &str) -> bool {
        let words = words(text);
        let Some(first) = words.first() else {
            return true;
        };
        let is_short = words.len() <= LONGEST_CALL;
        let names = words.iter().any(|word| self.is_school(word)) || self.has_firm_ending(text);
        is_short && !names && self.is(first, Senses::CALL_VERB)
            || text.len() < 120 && self.is(&words.join(" "), Senses::CALL)
    }

    /// The same for the whole of it only: "View project" yes, "View of Delft" no.
    pub(crate) fn is_call_exactly(&self, text: &str) -> bool {
        text.len() < 120 && self.is(&fold(text), Senses::CALL)
    }

    /// What an offer of work says of genders in brackets, in words: "all genders".
    pub(crate) fn is_gender_note(&self, text: &str) -> bool {
        self.is(&fold(text), Senses::GENDER_NOTE)
    }

    /// Lower-case words inside a name: "de", "von", "bin".
    pub(crate) fn is_name_particle(&self, word: &str) -> bool {
        self.is(word, Senses::PARTICLE)
    }

    /// A document and no person: "Curriculum Vitae", "My full CV".
    pub(crate) fn is_document(&self, text: &str) -> bool {
        let words = words(text);
        if self.is(&words.join(" "), Senses::DOCUMENT) {
            return true;
        }
        let known = Senses::DOCUMENT.or(Senses::FILLER);
        words.iter().any(|word| self.is_document_word(word))
            && words
                .iter()
                .all(|word| self.is(word, known) || self.is_document_word(word))
    }

    /// A word of documents' names: "resume", "cv"; near misses of the long ones count.
    pub(crate) fn is_document_word(&self, word: &str) -> bool {
        if self.is(word, Senses::DOCUMENT_WORD) {
            return true;
        }
        let length = word.chars().count();
        let is_near = |known: &&&str| {
            let other = known.chars().count();
            other >= LONG_DOCUMENT
                && other.abs_diff(length) <= 1
                && strsim::levenshtein(known, word) <= 1
        };
        self.document_words.iter().any(|known| is_near(&known))
    }

    /// "GitHub", "WeChat"; also "blog", which names none and stands where networks do.
    pub(crate) fn is_network(&self, text: &str) -> bool {
        let folded = fold(text);
        networks::is_called(&folded) || self.is(&folded, Senses::PAGE)
    }

    /// A host on which people have profiles, or one below it.
    pub(crate) fn is_profile_host(&self, host: &str) -> bool {
        networks::of_host(&host.to_ascii_lowercase()).is_some()
    }

    /// What a label announces: the whole of it, or its first or last noun ("Outils clés").
    pub(crate) fn label(&self, text: &str) -> Option<LabelRole> {
        let all = words(text);
        if let Some(role) = self.label_of(&all.join(" ")) {
            return Some(role);
        }
        if let [only] = all.as_slice()
            && let Some(role) = self.compound_label(only)
        {
            return Some(role);
        }
        let said: Vec<&String> = all.iter().filter(|word| !self.is_filler(word)).collect();
        let (first, last) = (said.first()?, said.last()?);
        if said.len() > LONGEST_LABEL || said.iter().any(|word| self.is_role(word)) {
            return None;
        }
        // "Nordhavn Media" is a firm: what stands beside the noun is no name.
        let written = crate::extract::fold::placed_words(text);
        let is_name = |noun: &str| {
            written.iter().any(|(at, word)| {
                word != noun
                    && !self.is_filler(word)
                    && self.label_of(word).is_none()
                    && text[at.clone()].starts_with(char::is_uppercase)
                    && !self.is_topic_word(word)
            })
        };
        [first, last].into_iter().find_map(|noun| {
            let role = self.label_of(noun)?;
            if is_name(noun) && !text.trim_end().ends_with([':', '：']) {
                return None;
            }
            let is_part = matches!(
                role,
                LabelRole::Tags | LabelRole::Highlights | LabelRole::Details
            );
            is_part.then_some(role)
        })
    }

    /// What the noun at the end of a compound announces, in scripts that set no blanks: "업무기간".
    fn compound_label(&self, word: &str) -> Option<LabelRole> {
        /// A longer word is a sentence.
        const LONGEST: usize = 8;
        /// One sign is the end of many words.
        const SHORTEST_NOUN: usize = 2;
        let signs: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        if signs.len() > LONGEST || !word.chars().all(crate::extract::fold::is_unspaced) {
            return None;
        }
        let ends = signs.get(1..=signs.len().checked_sub(SHORTEST_NOUN)?)?;
        let role = ends.iter().find_map(|at| self.label_of(&word[*at..]))?;
        let tells_of_entry = matches!(
            role,
            LabelRole::Period | LabelRole::Tags | LabelRole::Highlights | LabelRole::Details
        );
        tells_of_entry.then_some(role)
    }

    fn is_topic_word(&self, word: &str) -> bool {
        self.topic_word(word).is_some() || self.is_function_word(word)
    }

    /// The same for the whole of it only.
    pub(crate) fn label_exactly(&self, text: &str) -> Option<LabelRole> {
        self.label_of(&fold(text))
    }
}

/// "Smith & Sons": an ampersand and one word at the end.
fn ends_in_partner(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let Some((before, last)) = text.rsplit_once("& ") else {
        return false;
    };
    let is_word = !last.is_empty() && last.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_word && (before.is_empty() || before.ends_with([' ', ',', '&']))
}
