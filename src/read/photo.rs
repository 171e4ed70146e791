//! The person's picture: from the path that a page gives to a picture that can be set.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::path_from;
use super::site;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::picture::{LARGEST_FILE, MOST_PIXELS, Picture, PictureError};
use crate::resume::{Person, Text};

/// Folders of a site in which its generator looks for what a page names by a path alone:
/// Hugo's and Next.js's, then those of common Jekyll themes.
const PUBLIC: [&str; 5] = ["static", "public", "assets", "assets/img", "images"];
/// A picture of this size makes documents too large for some mail boxes and portals.
const HEAVY: usize = 1024 * 1024;
const MEGA: u64 = 1024 * 1024;

/// Reads the picture that a person's `photo` names; returns its file.
///
/// A path starts from the file in which it was written. One that begins with a slash starts
/// from the site's root, as on the site. Nothing is ever fetched. Where there is no picture to
/// be had, a warning says why, and the person has none.
pub fn photo(person: &mut Person) -> (Option<PathBuf>, Diagnostics) {
    let mut findings = Diagnostics::new();
    let Some(named) = &person.photo else {
        return (None, findings);
    };
    match load(named) {
        Ok((file, picture)) => {
            if picture.file().len() > HEAVY {
                findings.push(heavy(&picture, named));
            }
            person.picture = Some(Arc::new(picture));
            (Some(file), findings)
        }
        Err(fault) => {
            findings.push(fault.at(named.span.clone()));
            (None, findings)
        }
    }
}

/// The path of the picture's file from another folder than that of the file which names it; `None`
/// where there is no such file, or the path is as good from there.
pub fn photo_from(named: &Text, folder: &Path) -> Option<String> {
    let path = named.value.trim();
    if is_address(path) {
        return None;
    }
    let places = places(path, Path::new(named.span.source().name()));
    let file = places.iter().find(|place| place.is_file())?;
    if folder.join(path).is_file() {
        return None;
    }
    let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    Some(path_from(&absolute(file).ok()?, &absolute(folder).ok()?))
}

fn load(named: &Text) -> Result<(PathBuf, Picture), Diagnostic> {
    let path = named.value.trim();
    if is_address(path) {
        return Err(left_out("it is not in a file").hint(
            "nothing is fetched: save it beside the page, and name it in `vitae.yaml`: `person: { photo: me.jpg }`",
        ));
    }
    let places = places(path, Path::new(named.span.source().name()));
    let Some(file) = places.iter().find(|place| place.is_file()) else {
        let sought = places.first().cloned().unwrap_or_default();
        return Err(left_out(&format!("there is no file `{path}`"))
            .hint(format!("it was sought as `{}`", sought.display()))
            .hint(
                "a path starts from the file it is written in, or with `/` from the site's root",
            ));
    };
    let bytes = bytes(file)?;
    match Picture::from_bytes(&bytes) {
        Ok(picture) => Ok((file.clone(), picture)),
        Err(error) => Err(refused(&error)),
    }
}

/// True for what leads to the network or holds the picture itself.
fn is_address(path: &str) -> bool {
    let scheme = path.split(':').next().unwrap_or_default();
    path.contains("://") || path.starts_with("//") || scheme.eq_ignore_ascii_case("data")
}

/// Where a file may be, the likeliest place first.
fn places(path: &str, page: &Path) -> Vec<PathBuf> {
    let beside = page.parent().unwrap_or(Path::new("")).to_owned();
    let root = site::root_of(page);
    let inside = path.trim_start_matches('/');
    let mut places = Vec::new();
    if inside.len() == path.len() {
        places.push(beside.join(path));
    }
    let mut public = |folder: &Path| {
        places.push(folder.join(inside));
        places.extend(PUBLIC.iter().map(|name| folder.join(name).join(inside)));
    };
    match &root {
        Some(root) => public(root),
        // Without a configuration the root is some folder above the page.
        None => {
            public(&beside);
            if let Ok(full) = std::path::absolute(page) {
                full.ancestors().skip(2).for_each(&mut public);
            }
        }
    }
    if inside.len() < path.len() {
        // A path of this machine, after all.
        places.push(PathBuf::from(path));
    }
    places
}

fn bytes(file: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error: io::Error| {
        left_out(&format!("`{}` cannot be read", file.display())).hint(error.to_string())
    };
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let most = LARGEST_FILE / MEGA;
        return Err(left_out("its file is too large").hint(format!(
            "at most {most} MB are read; a picture of 600 by 800 pixels is sharp in print"
        )));
    }
    Ok(bytes)
}

fn refused(error: &PictureError) -> Diagnostic {
    let fault = left_out(&error.to_string());
    match error {
        PictureError::Unknown | PictureError::Format(_) | PictureError::Sort(_) => {
            fault.hint("save it as a usual JPEG or PNG")
        }
        PictureError::TooManyPixels { .. } => fault.hint(format!(
            "at most {} million are read; 600 by 800 are sharp in print",
            MOST_PIXELS / 1_000_000
        )),
        PictureError::CutShort | PictureError::Damaged(_) => {
            fault.hint("does it open in a viewer? copy or save it anew")
        }
    }
}

fn left_out(why: &str) -> Diagnostic {
    Diagnostic::warning(format!("the picture is left out: {why}"))
}

fn heavy(picture: &Picture, named: &Text) -> Diagnostic {
    let (width, height) = picture.stored();
    let size = picture.file().len() as f64 / MEGA as f64;
    Diagnostic::note(format!(
        "the picture makes each document {size:.1} MB larger"
    ))
    .at(named.span.clone())
    .hint(format!(
        "it has {width} by {height} pixels; 600 by 800 are sharp in print"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span, Spanned};

    /// Grey of one pixel.
    fn dot() -> Vec<u8> {
        let raster = crate::picture::Raster {
            width: 1,
            channels: 1,
            data: &[128],
        };
        crate::picture::encode(&raster, &[])
    }

    fn found(page: &Path, path: &str) -> Result<PathBuf, String> {
        let source = Source::new(page.display().to_string(), path);
        let mut person = Person {
            photo: Some(Spanned::new(path.to_owned(), Span::whole(&source))),
            ..Person::default()
        };
        let (file, findings) = photo(&mut person);
        assert_eq!(file.is_some(), person.picture.is_some());
        match file {
            Some(file) => Ok(file),
            None => {
                let told = findings.iter().next().expect("a reason");
                assert!(told.span.is_some() && !told.hints.is_empty(), "{told:?}");
                Err(told.message.clone())
            }
        }
    }

    #[test]
    fn a_path_starts_from_its_file_or_from_the_sites_root() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(at("site/pages")).expect("made");
        std::fs::create_dir_all(at("site/static/img")).expect("made");
        std::fs::write(at("site/_config.yml"), "title: x\n").expect("written");
        for path in ["site/pages/me.png", "site/me.png", "site/static/img/a.png"] {
            std::fs::write(at(path), dot()).expect("written");
        }
        let page = at("site/pages/cv.md");
        assert_eq!(found(&page, "me.png"), Ok(at("site/pages/me.png")));
        assert_eq!(found(&page, "../me.png"), Ok(at("site/pages/../me.png")));
        assert_eq!(found(&page, "/me.png"), Ok(at("site/me.png")));
        assert_eq!(found(&page, "/img/a.png"), Ok(at("site/static/img/a.png")));
        assert_eq!(found(&page, "img/a.png"), Ok(at("site/static/img/a.png")));
        let missing = found(&page, "/you.png").expect_err("not there");
        assert_eq!(
            missing,
            "the picture is left out: there is no file `/you.png`"
        );
        // Without a configuration every folder above the page may be the root.
        std::fs::remove_file(at("site/_config.yml")).expect("removed");
        assert_eq!(found(&page, "/img/a.png"), Ok(at("site/static/img/a.png")));
        let whole = at("site/me.png");
        assert_eq!(found(&page, &whole.display().to_string()), Ok(whole));
    }

    #[test]
    fn nothing_is_fetched_and_nothing_broken_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("cv.md");
        for path in [
            "https://a.example/me.jpg",
            "//a.example/me.jpg",
            "data:image/png;base64,AAAA",
        ] {
            let told = found(&page, path).expect_err("not a file");
            assert_eq!(told, "the picture is left out: it is not in a file");
        }
        let mut cut = dot();
        cut.truncate(40);
        let mut damaged = dot();
        let middle = damaged.len() - 20;
        damaged[middle] ^= 0xFF;
        for (name, bytes, why) in [
            ("cut.png", cut, "the picture is cut short"),
            ("damaged.png", damaged, "the picture is damaged"),
            ("a.webp", b"RIFF....WEBPVP8 ".to_vec(), "WebP pictures"),
            ("a.txt", b"hello".to_vec(), "the file is no picture"),
            (
                "large.jpg",
                vec![0; usize::try_from(LARGEST_FILE).expect("small") + 1],
                "its file is too large",
            ),
        ] {
            std::fs::write(folder.path().join(name), bytes).expect("written");
            let told = found(&page, name).expect_err(name);
            let start = format!("the picture is left out: {why}");
            assert!(told.starts_with(&start), "{name}: {told}");
        }
    }
}
