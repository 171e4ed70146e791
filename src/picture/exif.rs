//! Which way is up: the one word of EXIF that belongs to the picture (JEITA CP-3451, tag 274).

/// How stored pixels are turned to stand upright.
///
/// Upright pixel (x, y) is stored at (u, v), where u and v are x and y, changed for one another
/// if the axes are swapped, and each counted from its far end if it is reversed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orientation {
    swapped: bool,
    across_reversed: bool,
    down_reversed: bool,
}

const ORIENTATION: u16 = 274;
const ENTRY: usize = 12;

impl Orientation {
    /// By EXIF's number, 1 to 8; upright for any other.
    pub fn from_exif(number: u16) -> Self {
        let (swapped, across_reversed, down_reversed) = match number {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => (false, false, false),
        };
        Orientation {
            swapped,
            across_reversed,
            down_reversed,
        }
    }

    /// True if the pixels are stored as they are to be seen.
    pub fn is_upright(self) -> bool {
        self == Orientation::default()
    }

    /// True if stored rows are columns of the upright picture.
    pub fn swaps(self) -> bool {
        self.swapped
    }

    /// Where the upright pixel (`x`, `y`) is stored.
    pub(super) fn stored(self, (x, y): (u32, u32), (width, height): (u32, u32)) -> (u32, u32) {
        let (u, v) = if self.swapped { (y, x) } else { (x, y) };
        (
            if self.across_reversed {
                width - 1 - u
            } else {
                u
            },
            if self.down_reversed {
                height - 1 - v
            } else {
                v
            },
        )
    }

    /// The matrix a, b, c, d, e, f that takes a point of the stored picture to its place in the
    /// upright one, both on the unit square with y down.
    pub fn matrix(self) -> [f32; 6] {
        let along = |reversed: bool| if reversed { (-1.0, 1.0) } else { (1.0, 0.0) };
        let (u, u0) = along(self.across_reversed);
        let (v, v0) = along(self.down_reversed);
        if self.swapped {
            [0.0, u, v, 0.0, v0, u0]
        } else {
            [u, 0.0, 0.0, v, u0, v0]
        }
    }

    /// From the TIFF structure inside EXIF; upright where it says nothing that can be read.
    pub(super) fn from_tiff(tiff: &[u8]) -> Self {
        orientation(tiff).map_or_else(Orientation::default, Orientation::from_exif)
    }
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    };
    let bytes: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let directory = if big {
        u32::from_be_bytes(bytes)
    } else {
        u32::from_le_bytes(bytes)
    };
    let directory = usize::try_from(directory).ok()?;
    // What points beyond the file points nowhere, and sums below cannot overflow.
    if directory > tiff.len() {
        return None;
    }
    (0..usize::from(short(directory)?))
        .map(|index| directory + 2 + index * ENTRY)
        .find(|entry| short(*entry) == Some(ORIENTATION))
        .and_then(|entry| short(entry + 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of one entry.
    fn tiff(big: bool, value: u16) -> Vec<u8> {
        let short = |value: u16| {
            if big {
                value.to_be_bytes()
            } else {
                value.to_le_bytes()
            }
        };
        let mut out = if big {
            b"MM\0*\0\0\0\x08".to_vec()
        } else {
            b"II*\0\x08\0\0\0".to_vec()
        };
        out.extend(short(1));
        out.extend(short(ORIENTATION));
        out.extend(short(3));
        out.extend(if big { [0, 0, 0, 1] } else { [1, 0, 0, 0] });
        out.extend(short(value));
        out.extend([0; 6]);
        out
    }

    #[test]
    fn orientation_is_read_in_both_byte_orders() {
        for big in [false, true] {
            for number in 1..=8 {
                let read = Orientation::from_tiff(&tiff(big, number));
                assert_eq!(read, Orientation::from_exif(number));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_upright() {
        let whole = tiff(true, 6);
        for length in 0..whole.len() - 6 {
            assert!(
                Orientation::from_tiff(&whole[..length]).is_upright(),
                "{length}"
            );
        }
        let mut far = whole;
        far[4..8].copy_from_slice(&[0xFF; 4]);
        assert!(Orientation::from_tiff(&far).is_upright());
    }

    #[test]
    fn matrix_and_pixels_agree() {
        // Centres of pixels of a picture of 3 by 2, through the matrix and through the table.
        let size = (3, 2);
        for number in 1..=8 {
            let turn = Orientation::from_exif(number);
            let upright = if turn.swaps() { (2, 3) } else { (3, 2) };
            let [a, b, c, d, e, f] = turn.matrix();
            for y in 0..upright.1 {
                for x in 0..upright.0 {
                    let (u, v) = turn.stored((x, y), size);
                    let p = (u as f32 + 0.5) / size.0 as f32;
                    let q = (v as f32 + 0.5) / size.1 as f32;
                    let at = (
                        (a * p + c * q + e) * upright.0 as f32,
                        (b * p + d * q + f) * upright.1 as f32,
                    );
                    let wanted = (x as f32 + 0.5, y as f32 + 0.5);
                    let off = (at.0 - wanted.0).abs() + (at.1 - wanted.1).abs();
                    assert!(off < 1e-4, "{number}: {at:?} for {wanted:?}");
                }
            }
        }
    }
}
