//! Fallback: which face shows a character that the theme's face lacks.
//!
//! The order is fixed: the bundled sans serif, the user's folders, then the faces of the
//! system, which are looked up at the first character that needs them. In both the families
//! of a table come first; what the table does not name follows in the order of its names.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::Family;
use super::face::{Face, FaceStyle};
use super::library::Library;
use crate::yaml;

/// Where faces are looked for beside the program's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontSources {
    /// The user's folders, in order; folders inside them are searched too.
    pub folders: Vec<PathBuf>,
    /// Whether the system's faces are taken where nothing else has a character. What a
    /// document looks like then depends on the machine it was made on.
    pub system: bool,
}

/// The script of signs that belong to none (ISO 15924).
pub(super) const COMMON: &str = "Zyyy";

/// What is wanted of a face beside the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Weight and slope.
    pub style: FaceStyle,
    /// Strokes end in serifs.
    pub serif: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    scripts: HashMap<String, Kinds>,
    han: HashSet<String>,
    languages: BTreeMap<String, Kinds>,
    of_script: HashMap<String, String>,
    never: HashSet<String>,
    makers: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    sans: Vec<String>,
    serif: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| yaml::table!("src/font/fallback.yaml"));

/// True for a family that no fallback takes.
pub(super) fn is_refused(family: &str) -> bool {
    TABLE.never.contains(family)
}

/// The place of a family among those that no list names: by maker, then by name.
pub(super) fn maker(family: &str) -> usize {
    let makers = &TABLE.makers;
    makers
        .iter()
        .position(|maker| family.starts_with(maker.as_str()))
        .unwrap_or(makers.len())
}

/// Finds faces and remembers what it found.
#[derive(Default)]
pub(super) struct Fallback {
    sources: FontSources,
    folders: Option<Library>,
    system: Option<Library>,
    chosen: HashMap<(String, String, Wanted), Option<&'static Face>>,
    language: String,
}

impl Fallback {
    pub(super) fn new(sources: FontSources) -> Self {
        Fallback {
            sources,
            ..Fallback::default()
        }
    }

    /// The language of what follows, a BCP 47 tag.
    pub(super) fn speak(&mut self, language: &str) {
        if self.language != language {
            language.clone_into(&mut self.language);
            self.chosen.clear();
        }
    }

    pub(super) fn language(&self) -> &str {
        &self.language
    }

    /// The face that shows all of a cluster; `script` is the one it is written in, or among
    /// if it is of none.
    pub(super) fn face(
        &mut self,
        cluster: &str,
        script: &str,
        wanted: Wanted,
    ) -> Option<&'static Face> {
        let key = (cluster.to_owned(), script.to_owned(), wanted);
        if let Some(known) = self.chosen.get(&key) {
            return *known;
        }
        let face = self.find(cluster, script, wanted);
        self.chosen.insert(key, face);
        face
    }

    fn find(&mut self, cluster: &str, script: &str, wanted: Wanted) -> Option<&'static Face> {
        let bundled = Family::SourceSans3.face(wanted.style);
        if bundled.shows(cluster) {
            return Some(bundled);
        }
        let families = families(script, &self.language, wanted.serif);
        if !self.sources.folders.is_empty() {
            let folders = &self.sources.folders;
            let library = self.folders.get_or_insert_with(|| Library::of(folders));
            if let Some(face) = library.find(cluster, &families, wanted.style) {
                return Some(face);
            }
        }
        if self.sources.system {
            let library = self.system.get_or_insert_with(Library::of_system);
            return library.find(cluster, &families, wanted.style);
        }
        None
    }
}

/// Families to look at first: with serifs or without as wanted, then the others.
fn families(script: &str, language: &str, serif: bool) -> Vec<&'static str> {
    let table = &*TABLE;
    let mut lists: Vec<&'static Kinds> = Vec::new();
    let base = language.split('-').next().unwrap_or_default();
    let of_language = [language, base].into_iter();
    let of_language: Vec<&Kinds> = of_language
        .filter_map(|tag| table.languages.get(tag))
        .collect();
    if table.han.contains(script) {
        lists.extend(&of_language);
        let of_script = table.of_script.get(script);
        lists.extend(of_script.and_then(|tag| table.languages.get(tag)));
    }
    lists.extend(table.scripts.get(script));
    // A wide comma after a Latin name is the document's.
    lists.extend(of_language);
    lists.extend(table.scripts.get(COMMON));
    lists.extend(table.languages.values());
    let mut families = Vec::new();
    for kinds in lists {
        let (first, second) = match serif {
            true => (&kinds.serif, &kinds.sans),
            false => (&kinds.sans, &kinds.serif),
        };
        for family in first.iter().chain(second) {
            if !families.contains(&family.as_str()) {
                families.push(family.as_str());
            }
        }
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_characters_are_drawn_as_the_language_draws_them() {
        let first = |script, language, serif| families(script, language, serif)[0];
        assert_eq!(first("Hani", "ja", false), "Noto Sans CJK JP");
        assert_eq!(first("Hani", "zh-Hant", true), "Noto Serif CJK TC");
        assert_eq!(first("Hani", "zh-CN", false), "Noto Sans CJK SC");
        assert_eq!(first("Hira", "en", false), "Noto Sans CJK JP");
        assert_eq!(first("Hang", "en", true), "Noto Serif CJK KR");
        assert_eq!(first("Arab", "fa", true), "Noto Naskh Arabic");
        assert_eq!(first("Zyyy", "en", false), "Noto Sans Symbols");
        let latin = families("Latn", "zh", false);
        let place = |family| latin.iter().position(|other| *other == family);
        assert!(place("Noto Sans CJK SC") < place("Noto Sans CJK JP"));
    }

    #[test]
    fn the_bundled_face_stands_in_first() {
        let mut fallback = Fallback::default();
        let wanted = Wanted {
            style: FaceStyle {
                weight: super::super::face::Weight::Semibold,
                italic: true,
            },
            serif: true,
        };
        let face = fallback.face("ễ", "Latn", wanted).expect("Vietnamese");
        assert_eq!(face, Family::SourceSans3.face(wanted.style));
        assert!(fallback.face("漢", "Hani", wanted).is_none());
    }
}
