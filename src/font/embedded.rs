//! The faces that are part of the program.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use super::face::{Face, FaceStyle, Weight};

/// A family whose faces are part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Metrics of Calibri.
    Carlito,
    /// A typewriter face that goes with Plex Sans.
    IbmPlexMono,
    /// An engineer's grotesque.
    IbmPlexSans,
    /// A book face after Times.
    LibertinusSerif,
    /// A neutral grotesque.
    SourceSans3,
    /// A transitional serif.
    SourceSerif4,
    /// The same for large sizes.
    SourceSerif4Display,
}

/// A family that is not part of the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown font family `{0}`")]
pub struct UnknownFamily(pub String);

impl Family {
    /// Every family.
    pub const ALL: [Family; 7] = [
        Family::Carlito,
        Family::IbmPlexMono,
        Family::IbmPlexSans,
        Family::LibertinusSerif,
        Family::SourceSans3,
        Family::SourceSerif4,
        Family::SourceSerif4Display,
    ];

    /// The family's own name.
    pub fn name(self) -> &'static str {
        match self {
            Family::Carlito => "Carlito",
            Family::IbmPlexMono => "IBM Plex Mono",
            Family::IbmPlexSans => "IBM Plex Sans",
            Family::LibertinusSerif => "Libertinus Serif",
            Family::SourceSans3 => "Source Sans 3",
            Family::SourceSerif4 => "Source Serif 4",
            Family::SourceSerif4Display => "Source Serif 4 Display",
        }
    }

    /// True if its strokes end in serifs.
    pub fn has_serifs(self) -> bool {
        match self {
            Family::LibertinusSerif | Family::SourceSerif4 | Family::SourceSerif4Display => true,
            Family::Carlito | Family::IbmPlexMono | Family::IbmPlexSans | Family::SourceSans3 => {
                false
            }
        }
    }

    /// The face of a style: the nearest one that the family has, upright before italic
    /// and bold standing in for semibold.
    pub fn face(self, style: FaceStyle) -> &'static Face {
        let distance = |face: &Face| {
            let weight = (face.style.weight as i32 - style.weight as i32).abs();
            let slope = i32::from(face.style.italic != style.italic) * 150;
            weight + slope
        };
        FACES
            .iter()
            .filter(|(family, _)| *family == self)
            .map(|(_, face)| face)
            .min_by_key(|face| distance(face))
            .expect("every family has a face")
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Family {
    type Err = UnknownFamily;

    fn from_str(name: &str) -> Result<Self, UnknownFamily> {
        Family::ALL
            .into_iter()
            .find(|family| family.name() == name)
            .ok_or_else(|| UnknownFamily(name.to_owned()))
    }
}

macro_rules! faces {
    ($( $family:ident $weight:ident $italic:literal $path:literal ),* $(,)?) => {
        [$(
            (
                Family::$family,
                Face::new(
                    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $path)),
                    FaceStyle { weight: Weight::$weight, italic: $italic },
                ),
            ),
        )*]
    };
}

/// Reading a face is deferred to its first use, so this table costs only its own size.
static FACES: LazyLock<[(Family, Face); 20]> = LazyLock::new(|| {
    faces![
        Carlito Regular false "Carlito/Carlito-Regular.ttf",
        Carlito Bold false "Carlito/Carlito-Bold.ttf",
        IbmPlexMono Regular false "IBMPlexMono/IBMPlexMono_400Regular.ttf",
        IbmPlexMono Semibold false "IBMPlexMono/IBMPlexMono_600SemiBold.ttf",
        IbmPlexSans Regular false "IBMPlexSans/IBMPlexSans_400Regular.ttf",
        IbmPlexSans Regular true "IBMPlexSans/IBMPlexSans_400Regular_Italic.ttf",
        IbmPlexSans Semibold false "IBMPlexSans/IBMPlexSans_600SemiBold.ttf",
        IbmPlexSans Semibold true "IBMPlexSans/IBMPlexSans_600SemiBold_Italic.ttf",
        LibertinusSerif Regular false "LibertinusSerif/LibertinusSerif-Regular.otf",
        LibertinusSerif Regular true "LibertinusSerif/LibertinusSerif-Italic.otf",
        LibertinusSerif Semibold false "LibertinusSerif/LibertinusSerif-Semibold.otf",
        SourceSans3 Regular false "SourceSans3/SourceSans3_400Regular.ttf",
        SourceSans3 Regular true "SourceSans3/SourceSans3_400Regular_Italic.ttf",
        SourceSans3 Semibold false "SourceSans3/SourceSans3_600SemiBold.ttf",
        SourceSans3 Semibold true "SourceSans3/SourceSans3_600SemiBold_Italic.ttf",
        SourceSerif4 Regular false "SourceSerif4/SourceSerif4-Regular.ttf",
        SourceSerif4 Regular true "SourceSerif4/SourceSerif4-It.ttf",
        SourceSerif4 Semibold false "SourceSerif4/SourceSerif4-Semibold.ttf",
        SourceSerif4 Semibold true "SourceSerif4/SourceSerif4-SemiboldIt.ttf",
        SourceSerif4Display Regular false "SourceSerif4/SourceSerif4Display-Regular.ttf",
    ]
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read_and_is_what_the_table_says() {
        for (family, face) in FACES.iter() {
            let name = face.postscript_name();
            // IBM calls its faces IBMPlexSans and IBMPlexMono; semibold is "SmBld" to it.
            let stem: String = family.name().split(' ').collect();
            assert!(name.starts_with(&stem), "{name} is not of {family}");
            assert_eq!(name.contains("It"), face.style.italic, "{name}");
            assert!(face.units_per_em() >= 1000);
        }
    }

    #[test]
    fn the_nearest_face_stands_in_for_a_missing_one() {
        let style = FaceStyle {
            weight: Weight::Semibold,
            italic: true,
        };
        assert_eq!(Family::Carlito.face(style).style.weight, Weight::Bold);
        assert_eq!(Family::SourceSans3.face(style).style, style);
    }

    #[test]
    fn every_family_ships_its_licence() {
        for folder in
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts")).expect("fonts")
        {
            let folder = folder.expect("a folder").file_name();
            let folder = folder.to_string_lossy();
            let path = format!("{}/fonts/{folder}/OFL.txt", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).expect("the licence beside the faces");
            assert!(text.contains("SIL OPEN FONT LICENSE"), "{path}");
        }
    }
}
