//! Shaping: a word becomes glyphs in font units, once.
//!
//! Words are shaped without the blanks around them, so nothing kerns across a space and
//! a word's glyphs hold at every place, size and page. One plan per face, script and
//! feature set is compiled and kept; compiling it costs more than shaping a paragraph.

use std::collections::HashMap;
use std::sync::Arc;

use harfrust::{
    Buffer, BufferFlags, Direction, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};

use super::face::Face;
use super::fallback::{COMMON, Fallback, FontSources, Wanted};

/// An OpenType feature that a style may switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    /// Standard ligatures (`liga`), on by default.
    Ligatures,
    /// Figures of one width (`tnum`).
    TabularFigures,
    /// Figures of their own widths (`pnum`).
    ProportionalFigures,
    /// Figures as high as capitals (`lnum`).
    LiningFigures,
    /// Figures with ascenders and descenders (`onum`).
    OldStyleFigures,
    /// Small capitals for lower-case letters (`smcp`).
    SmallCaps,
    /// Marks and figures raised to capitals (`case`).
    Case,
}

impl Feature {
    fn tag(self) -> Tag {
        Tag::new(match self {
            Feature::Ligatures => b"liga",
            Feature::TabularFigures => b"tnum",
            Feature::ProportionalFigures => b"pnum",
            Feature::LiningFigures => b"lnum",
            Feature::OldStyleFigures => b"onum",
            Feature::SmallCaps => b"smcp",
            Feature::Case => b"case",
        })
    }
}

/// The features that differ from a face's defaults, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(Vec<(Feature, bool)>);

impl Features {
    /// Collects switches; a later one for the same feature wins.
    pub fn new(switches: impl IntoIterator<Item = (Feature, bool)>) -> Self {
        let mut list: Vec<(Feature, bool)> = Vec::new();
        for (feature, on) in switches {
            list.retain(|(known, _)| *known != feature);
            list.push((feature, on));
        }
        list.sort();
        Features(list)
    }

    fn compile(&self) -> Vec<harfrust::Feature> {
        self.0
            .iter()
            .map(|(feature, on)| harfrust::Feature::new(feature.tag(), u32::from(*on), ..))
            .collect()
    }
}

/// A positioned glyph; lengths in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph index in the face; 0 is "no such glyph".
    pub id: u16,
    /// How far the pen moves.
    pub advance: i32,
    /// Where the glyph is drawn from the pen: right, up.
    pub offset: (i32, i32),
    /// Byte at which the glyph's text starts in the word.
    pub cluster: u32,
}

/// A shaped word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The text that the glyphs stand for.
    pub text: String,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances in font units.
    pub advance: i32,
    /// The glyphs stand from left to right, and the text is read from right to left.
    pub backwards: bool,
    /// Its letters join: space between them would tear it.
    pub joined: bool,
}

impl Word {
    /// The text of glyph `index`: up to the next cluster. Empty for the further glyphs of
    /// a cluster that one character made.
    pub fn text_of(&self, index: usize) -> &str {
        let start = self.glyphs[index].cluster as usize;
        if index > 0 && self.glyphs[index - 1].cluster as usize == start {
            return "";
        }
        let (before, after) = (&self.glyphs[..index], &self.glyphs[index + 1..]);
        let clusters = |glyph: &Glyph| glyph.cluster as usize;
        // What is read after it stands right of it, or left of it.
        let next = if self.backwards {
            before.iter().rev().map(clusters).find(|&at| at > start)
        } else {
            after.iter().map(clusters).find(|&at| at > start)
        };
        &self.text[start..next.unwrap_or(self.text.len())]
    }

    /// True if the face has a glyph for every character.
    pub fn is_complete(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.id != 0)
    }

    /// Characters for which the face has no glyph.
    pub fn missing(&self) -> impl Iterator<Item = char> + '_ {
        self.glyphs
            .iter()
            .enumerate()
            .filter(|(_, glyph)| glyph.id == 0)
            .flat_map(|(index, _)| self.text_of(index).chars())
    }
}

/// Shapes words and remembers them.
#[derive(Default)]
pub struct Shaper {
    words: HashMap<&'static Face, HashMap<Features, Words>>,
    language: Option<Language>,
    fallback: Fallback,
    plans: Vec<Plan>,
    buffer: Option<Buffer>,
}

/// Words that are read from left to right, and from right to left.
type Words = [HashMap<String, Arc<Word>>; 2];

struct Plan {
    direction: Direction,
    face: &'static Face,
    features: Features,
    script: Option<Script>,
    compiled: Vec<harfrust::Feature>,
    plan: ShapePlan,
}

impl Shaper {
    /// A shaper that has seen nothing and knows the program's faces alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// A shaper that also finds faces elsewhere.
    pub fn with_fonts(sources: FontSources) -> Self {
        Shaper {
            fallback: Fallback::new(sources),
            ..Self::default()
        }
    }

    /// The language of what follows, a BCP 47 tag: faces draw some letters differently in
    /// different languages.
    pub fn speak(&mut self, language: &str) {
        self.fallback.speak(language);
        let language = language.parse().ok();
        if self.language != language {
            self.language = language;
            self.words.clear();
            self.plans.clear();
        }
    }

    /// The language of what is shaped.
    pub fn language(&self) -> &str {
        self.fallback.language()
    }

    /// The glyphs of a text without blanks that is read from left to right.
    pub fn word(&mut self, face: &'static Face, features: &Features, text: &str) -> Arc<Word> {
        self.directed(face, features, text, false)
    }

    /// The glyphs of a text without blanks; `backwards` for one read from right to left.
    pub fn directed(
        &mut self,
        face: &'static Face,
        features: &Features,
        text: &str,
        backwards: bool,
    ) -> Arc<Word> {
        let direction = usize::from(backwards);
        if let Some(word) = self
            .words
            .get(face)
            .and_then(|by_features| by_features.get(features))
            .and_then(|by_direction| by_direction[direction].get(text))
        {
            return Arc::clone(word);
        }
        let word = Arc::new(self.shape(face, features, text, backwards));
        self.words
            .entry(face)
            .or_default()
            .entry(features.clone())
            .or_default()[direction]
            .insert(text.to_owned(), Arc::clone(&word));
        word
    }

    /// The face that stands in where a theme's has no glyph for a cluster of a text.
    pub fn stand_in(&mut self, cluster: &str, text: &str, wanted: Wanted) -> Option<&'static Face> {
        let script = script_of(cluster).or_else(|| script_of(text));
        let script = script.as_deref().unwrap_or(COMMON);
        self.fallback.face(cluster, script, wanted)
    }

    fn shape(
        &mut self,
        face: &'static Face,
        features: &Features,
        text: &str,
        backwards: bool,
    ) -> Word {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // Figures and signs have no script of their own; they take the Latin rules, or a
        // plan made for letters would not fit them.
        let direction = match backwards {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        };
        buffer.set_direction(direction);
        // What only steers others is not drawn; its text goes to what stands beside it.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        buffer.set_language(self.language.clone());
        let script = buffer.script();
        let plan = self.plan(face, features, script, direction);
        let options = ShapeOptions::new()
            .plan(Some(&plan.plan))
            .features(&plan.compiled);
        let font = ShaperFont::new(face.shaping());
        let shaped = harfrust::shape(&font, &mut buffer, options);
        debug_assert!(shaped.is_ok(), "{shaped:?} for `{text}`");
        let glyphs: Vec<Glyph> = buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| Glyph {
                id: info.glyph_id as u16,
                advance: position.x_advance,
                offset: (position.x_offset, position.y_offset),
                cluster: info.cluster,
            })
            .collect();
        self.buffer = Some(buffer);
        Word {
            text: text.to_owned(),
            advance: glyphs.iter().map(|glyph| glyph.advance).sum(),
            glyphs,
            backwards,
            joined: text.contains(joins),
        }
    }

    fn plan(
        &mut self,
        face: &'static Face,
        features: &Features,
        script: Option<Script>,
        direction: Direction,
    ) -> &Plan {
        let known = self.plans.iter().position(|plan| {
            plan.face == face
                && plan.features == *features
                && plan.script == script
                && plan.direction == direction
        });
        let index = known.unwrap_or_else(|| {
            let compiled = features.compile();
            let plan = ShapePlan::new(
                face.shaping(),
                direction,
                script,
                self.language.as_ref(),
                &compiled,
            );
            self.plans.push(Plan {
                direction,
                face,
                features: features.clone(),
                script,
                compiled,
                plan,
            });
            self.plans.len() - 1
        });
        &self.plans[index]
    }
}

/// True for letters of scripts that are written joined: Arabic and its kin, N'Ko, Mongolian,
/// and those of India that hang from a line.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{a7f}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The script of a text by its first character that has one, as ISO 15924 names it.
fn script_of(text: &str) -> Option<String> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.script().map(|script| script.tag().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FaceStyle, Family, Weight};

    const REGULAR: FaceStyle = FaceStyle {
        weight: Weight::Regular,
        italic: false,
    };

    #[test]
    fn a_ligature_keeps_its_whole_text() {
        let mut shaper = Shaper::new();
        let face = Family::Carlito.face(REGULAR);
        let word = shaper.word(face, &Features::default(), "titles");
        let texts: Vec<&str> = (0..word.glyphs.len()).map(|i| word.text_of(i)).collect();
        assert_eq!(texts.concat(), "titles");
        assert!(texts.contains(&"ti"), "Carlito joins t and i: {texts:?}");
        let plain = Features::new([(Feature::Ligatures, false)]);
        assert_eq!(shaper.word(face, &plain, "titles").glyphs.len(), 6);
    }

    #[test]
    fn figures_and_letters_share_a_face() {
        let mut shaper = Shaper::new();
        let face = Family::SourceSans3.face(REGULAR);
        for text in ["240", "ms", "99.9%", "Größe", "<1s", "Москва"] {
            let word = shaper.word(face, &Features::default(), text);
            assert_eq!(word.missing().count(), 0, "{text}");
            assert!(word.advance > 0, "{text}");
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_named() {
        let mut shaper = Shaper::new();
        let face = Family::Carlito.face(REGULAR);
        let word = shaper.word(face, &Features::default(), "a漢b");
        assert_eq!(word.missing().collect::<String>(), "漢");
    }

    #[test]
    fn letters_are_kerned() {
        let mut shaper = Shaper::new();
        let face = Family::SourceSans3.face(REGULAR);
        let pair = shaper.word(face, &Features::default(), "AV").advance;
        let apart: i32 = ["A", "V"]
            .iter()
            .map(|t| shaper.word(face, &Features::default(), t).advance)
            .sum();
        assert!(pair < apart);
    }
}
