//! ICC profiles (ICC.1:2022): which of them documents may carry.

/// Where the header has what is looked at, and how long it is.
const VERSION: usize = 8;
const CLASS: std::ops::Range<usize> = 12..16;
const SPACE: std::ops::Range<usize> = 16..20;
const MARK: std::ops::Range<usize> = 36..40;
const HEADER: usize = 128;
/// The newest version that PDF/A-2 takes (ISO 19005-2, 6.2.4.2).
const NEWEST: u8 = 4;

/// The profile, if it describes colours of this sort and PDF/A-2 takes it. Without one a
/// reader takes the colours for sRGB, as it does for pictures that never had one.
pub(super) fn sound(profile: Vec<u8>, gray: bool) -> Option<Vec<u8>> {
    let header = profile.get(..HEADER)?;
    let length: [u8; 4] = header[..4].try_into().ok()?;
    let whole = usize::try_from(u32::from_be_bytes(length)) == Ok(profile.len());
    let class = matches!(&header[CLASS], b"mntr" | b"scnr" | b"prtr" | b"spac");
    let space: &[u8] = if gray { b"GRAY" } else { b"RGB " };
    let fits = whole
        && class
        && header[SPACE] == *space
        && header[MARK] == *b"acsp"
        && header[VERSION] <= NEWEST;
    fits.then_some(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(space: &[u8; 4], class: &[u8; 4], version: u8) -> Vec<u8> {
        let mut profile = vec![0; 200];
        profile[..4].copy_from_slice(&200_u32.to_be_bytes());
        profile[VERSION] = version;
        profile[CLASS].copy_from_slice(class);
        profile[SPACE].copy_from_slice(space);
        profile[MARK].copy_from_slice(b"acsp");
        profile
    }

    #[test]
    fn only_profiles_of_the_pictures_own_sort_are_kept() {
        assert!(sound(profile(b"RGB ", b"mntr", 4), false).is_some());
        assert!(sound(profile(b"GRAY", b"mntr", 2), true).is_some());
        assert!(sound(profile(b"RGB ", b"mntr", 4), true).is_none());
        assert!(sound(profile(b"CMYK", b"prtr", 4), false).is_none());
        assert!(sound(profile(b"RGB ", b"link", 4), false).is_none());
        assert!(sound(profile(b"RGB ", b"mntr", 5), false).is_none());
        let mut cut = profile(b"RGB ", b"mntr", 4);
        cut.pop();
        assert!(sound(cut, false).is_none());
        assert!(sound(vec![0; 100], false).is_none());
    }
}
