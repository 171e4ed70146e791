//! Faces in files: found by their names, read when one is needed, kept as long as the
//! program runs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::{FontRef, MetadataProvider};

use super::face::{Face, FaceStyle, Weight, is_unseen};
use super::fallback;

/// Bit of `fsType`: the face may not be embedded (OpenType, OS/2).
const RESTRICTED: u16 = 0x0002;

/// Faces of some folders, in an order that depends on nothing but their names.
pub(super) struct Library {
    database: fontdb::Database,
    candidates: Vec<Candidate>,
}

/// A face that is known by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    maker: usize,
    family: String,
    weight: u16,
    italic: bool,
    stretch: u16,
    name: String,
    path: PathBuf,
    index: u32,
}

impl Library {
    /// The faces in folders.
    pub(super) fn of(folders: &[PathBuf]) -> Self {
        let mut database = fontdb::Database::new();
        for folder in folders {
            database.load_fonts_dir(folder);
        }
        Library::new(database)
    }

    /// The faces of the system.
    pub(super) fn of_system() -> Self {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        Library::new(database)
    }

    fn new(database: fontdb::Database) -> Self {
        let mut candidates: Vec<Candidate> = database.faces().filter_map(candidate).collect();
        candidates.sort();
        candidates.dedup();
        Library {
            database,
            candidates,
        }
    }

    /// A face that shows all of a cluster, of the nearest style: from the first family of
    /// the list that helps, else from the first of all.
    pub(super) fn find(
        &self,
        cluster: &str,
        families: &[&str],
        style: FaceStyle,
    ) -> Option<&'static Face> {
        let listed = families.iter().map(|family| {
            let own = self.candidates.iter().filter(|face| face.family == *family);
            own.collect::<Vec<_>>()
        });
        let others = self.candidates.chunk_by(|a, b| a.family == b.family);
        for mut family in listed.chain(others.map(|family| family.iter().collect())) {
            // Stable: among equals the order of the names decides.
            family.sort_by_key(|face| face.distance(style));
            let face = family
                .into_iter()
                .filter(|face| self.shows(face, cluster))
                .find_map(Candidate::load);
            if face.is_some() {
                return face;
            }
        }
        None
    }

    /// True if the face has the characters; its file is looked at, not read.
    fn shows(&self, candidate: &Candidate, cluster: &str) -> bool {
        let id = self.database.faces().find(|face| {
            face.index == candidate.index && path(&face.source) == Some(&candidate.path)
        });
        let shows = |data: &[u8], index: u32| {
            FontRef::from_index(data, index).is_ok_and(|font| {
                let map = font.charmap();
                let mut seen = cluster.chars().filter(|c| !is_unseen(*c));
                is_usable(&font) && seen.all(|c| map.map(c).is_some())
            })
        };
        id.and_then(|face| self.database.with_face_data(face.id, shows))
            .unwrap_or(false)
    }
}

fn path(source: &fontdb::Source) -> Option<&PathBuf> {
    match source {
        fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => Some(path),
        fontdb::Source::Binary(_) => None,
    }
}

fn candidate(info: &fontdb::FaceInfo) -> Option<Candidate> {
    let (family, _) = info.families.first()?;
    if fallback::is_refused(family) {
        return None;
    }
    Some(Candidate {
        maker: fallback::maker(family),
        family: family.clone(),
        weight: info.weight.0,
        italic: info.style != fontdb::Style::Normal,
        stretch: info.stretch.to_number(),
        name: info.post_script_name.clone(),
        path: path(&info.source)?.clone(),
        index: info.index,
    })
}

/// True for outlines that may be embedded, and can be without their axes of variation.
fn is_usable(font: &FontRef<'_>) -> bool {
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    let allowed = font
        .os2()
        .map_or(true, |table| table.fs_type() & RESTRICTED == 0);
    allowed && (has(b"glyf") || has(b"CFF ")) && !has(b"COLR")
}

impl Candidate {
    /// How far the face is from a style; widths other than normal are the last choice.
    fn distance(&self, style: FaceStyle) -> i32 {
        const NORMAL_WIDTH: i32 = 5;
        let weight = (i32::from(self.weight) - style.weight as i32).abs();
        let slope = i32::from(self.italic != style.italic) * 150;
        let width = (i32::from(self.stretch) - NORMAL_WIDTH).abs() * 1000;
        weight + slope + width
    }

    /// The face itself; `None` where its file can no longer be read, or is no font after all.
    fn load(&self) -> Option<&'static Face> {
        let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
        let file = files.entry(self.path.clone()).or_default();
        if let Some(face) = file.faces.get(&self.index) {
            return *face;
        }
        let data = match file.data {
            Some(data) => data,
            None => *file.data.insert(read(&self.path)?),
        };
        let style = FaceStyle {
            weight: weight(self.weight),
            italic: self.italic,
        };
        let face = Face::of_file(data, self.index, style, &self.family, &self.path);
        // Faces are named by reference everywhere, and a process meets few of them.
        let face = face.map(|face| &*Box::leak(Box::new(face)));
        file.faces.insert(self.index, face);
        face
    }
}

fn read(path: &Path) -> Option<&'static [u8]> {
    let data = std::fs::read(path).ok()?;
    Some(Box::leak(data.into_boxed_slice()))
}

fn weight(class: u16) -> Weight {
    let distance = |weight: &Weight| (i32::from(class) - *weight as i32).abs();
    [Weight::Regular, Weight::Semibold, Weight::Bold]
        .into_iter()
        .min_by_key(distance)
        .expect("there are three weights")
}

/// A file that was read.
#[derive(Default)]
struct File {
    data: Option<&'static [u8]>,
    faces: BTreeMap<u32, Option<&'static Face>>,
}

/// Files are read once in a process: a collection of Chinese faces has twenty megabytes.
static FILES: LazyLock<Mutex<BTreeMap<PathBuf, File>>> = LazyLock::new(Mutex::default);

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled() -> Library {
        Library::of(&[PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"))])
    }

    #[test]
    fn faces_stand_in_the_order_of_their_names() {
        let library = bundled();
        let mut sorted = library.candidates.clone();
        sorted.sort();
        assert_eq!(library.candidates, sorted);
        assert_eq!(library.candidates.len(), 20);
    }

    #[test]
    fn a_listed_family_comes_first_and_the_nearest_style_is_taken() {
        let style = FaceStyle {
            weight: Weight::Semibold,
            italic: false,
        };
        let library = bundled();
        let face = library.find("a", &["Nobody's", "IBM Plex Sans"], style);
        assert_eq!(
            face.expect("a face").postscript_name(),
            "IBMPlexSans-SemiBold"
        );
        let any = library.find("a", &[], style).expect("a face");
        assert!(any.postscript_name().starts_with("SourceSans3-"), "{any:?}");
        assert!(library.find("漢", &[], style).is_none());
    }

    #[test]
    fn a_face_is_read_once() {
        let style = FaceStyle {
            weight: Weight::Regular,
            italic: false,
        };
        let one = bundled().find("a", &["Carlito"], style).expect("a face");
        let other = bundled().find("b", &["Carlito"], style).expect("a face");
        assert!(std::ptr::eq(one, other));
    }
}
