//! Decoded pixels: turned, reduced, taken apart.

use super::exif::Orientation;

/// Pixels of eight bits a channel, by rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 1 grey, 2 grey and opacity, 3 red, green and blue, 4 with opacity.
    pub channels: usize,
    /// The values; opacity is not multiplied in.
    pub data: Vec<u8>,
}

/// Fully opaque.
const OPAQUE: u8 = u8::MAX;

impl Pixels {
    /// True if there is a channel of opacity.
    pub fn has_alpha(&self) -> bool {
        matches!(self.channels, 2 | 4)
    }

    /// Colours without opacity, and the opacity where some pixel is not opaque.
    pub fn split(self) -> (Pixels, Option<Pixels>) {
        if !self.has_alpha() {
            return (self, None);
        }
        let colors = self.channels - 1;
        let mut data = Vec::with_capacity(self.data.len() / self.channels * colors);
        let mut alpha = Vec::with_capacity(self.data.len() / self.channels);
        for pixel in self.data.chunks_exact(self.channels) {
            data.extend_from_slice(&pixel[..colors]);
            alpha.push(pixel[colors]);
        }
        let of = |channels: usize, data: Vec<u8>| Pixels {
            channels,
            data,
            ..self
        };
        let mask = alpha.iter().any(|value| *value != OPAQUE);
        (of(colors, data), mask.then(|| of(1, alpha)))
    }

    /// Red, green, blue and opacity of every pixel.
    pub fn rgba(&self) -> impl Iterator<Item = [u8; 4]> + '_ {
        self.data
            .chunks_exact(self.channels)
            .map(|pixel| match *pixel {
                [gray] => [gray, gray, gray, OPAQUE],
                [gray, alpha] => [gray, gray, gray, alpha],
                [r, g, b] => [r, g, b, OPAQUE],
                [r, g, b, alpha] => [r, g, b, alpha],
                _ => unreachable!("a pixel has one to four channels"),
            })
    }

    /// The upright picture.
    pub(super) fn turned(self, orientation: Orientation) -> Pixels {
        if orientation.is_upright() {
            return self;
        }
        let (width, height) = if orientation.swaps() {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..height {
            for x in 0..width {
                let (u, v) = orientation.stored((x, y), (self.width, self.height));
                let at = (v as usize * self.width as usize + u as usize) * self.channels;
                data.extend_from_slice(&self.data[at..at + self.channels]);
            }
        }
        Pixels {
            width,
            height,
            data,
            ..self
        }
    }

    /// The picture with at most so many pixels in a row and so many rows; each new pixel is
    /// the mean of the area that it covers.
    pub(super) fn reduced(self, most: (u32, u32)) -> Pixels {
        let (width, height) = (
            self.width.min(most.0.max(1)),
            self.height.min(most.1.max(1)),
        );
        if (width, height) == (self.width, self.height) {
            return self;
        }
        let across = shares(self.width, width);
        let down = shares(self.height, height);
        let channels = self.channels;
        let row = self.width as usize * channels;
        let mut data = Vec::with_capacity(width as usize * height as usize * channels);
        let mut sums = vec![0.0_f32; row];
        for (first, weights) in &down {
            sums.fill(0.0);
            for (index, weight) in weights.iter().enumerate() {
                let line = &self.data[(first + index) * row..][..row];
                self.add_row(&mut sums, line, *weight);
            }
            for (first, weights) in &across {
                let mut means = [0.0_f32; 4];
                for (index, weight) in weights.iter().enumerate() {
                    let pixel = &sums[(first + index) * channels..][..channels];
                    for (mean, value) in means.iter_mut().zip(pixel) {
                        *mean += value * weight;
                    }
                }
                if self.has_alpha() {
                    // Colours were weighted by their opacity.
                    let alpha = means[channels - 1];
                    for mean in &mut means[..channels - 1] {
                        *mean = if alpha > 0.0 {
                            *mean / alpha * f32::from(OPAQUE)
                        } else {
                            0.0
                        };
                    }
                }
                data.extend(means[..channels].iter().map(|mean| mean.round() as u8));
            }
        }
        Pixels {
            width,
            height,
            channels,
            data,
        }
    }

    /// Adds a row to sums, colours weighted by their opacity.
    fn add_row(&self, sums: &mut [f32], line: &[u8], weight: f32) {
        if !self.has_alpha() {
            for (sum, value) in sums.iter_mut().zip(line) {
                *sum += f32::from(*value) * weight;
            }
            return;
        }
        let pixels = line.chunks_exact(self.channels);
        for (sums, pixel) in sums.chunks_exact_mut(self.channels).zip(pixels) {
            let (alpha, colors) = pixel.split_last().expect("a pixel has channels");
            let share = f32::from(*alpha) / f32::from(OPAQUE) * weight;
            for (sum, color) in sums.iter_mut().zip(colors) {
                *sum += f32::from(*color) * share;
            }
            sums[self.channels - 1] += f32::from(*alpha) * weight;
        }
    }
}

/// For each of `to` new pixels the first of `from` old ones that it covers, and the share of
/// each; the shares of one are 1 in sum.
fn shares(from: u32, to: u32) -> Vec<(usize, Vec<f32>)> {
    let ratio = f64::from(from) / f64::from(to);
    (0..to)
        .map(|index| {
            let (start, end) = (
                f64::from(index) * ratio,
                (f64::from(index + 1) * ratio).min(f64::from(from)),
            );
            let first = start.floor() as usize;
            let last = (end.ceil() as usize).max(first + 1);
            let weights = (first..last)
                .map(|old| {
                    let covered = end.min(old as f64 + 1.0) - start.max(old as f64);
                    (covered / (end - start)) as f32
                })
                .collect();
            (first, weights)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(width: u32, data: &[u8]) -> Pixels {
        Pixels {
            width,
            height: data.len() as u32 / width,
            channels: 1,
            data: data.to_vec(),
        }
    }

    #[test]
    fn a_new_pixel_is_the_mean_of_what_it_covers() {
        let four = gray(4, &[0, 100, 200, 100, 0, 100, 200, 100]);
        assert_eq!(four.clone().reduced((2, 1)), gray(2, &[50, 150]));
        assert_eq!(gray(3, &[0, 90, 240]).reduced((2, 1)), gray(2, &[30, 190]));
        assert_eq!(four.clone().reduced((9, 9)), four);
    }

    #[test]
    fn what_cannot_be_seen_colours_nothing() {
        let pixels = Pixels {
            width: 2,
            height: 1,
            channels: 4,
            data: vec![200, 10, 30, 255, 0, 255, 0, 0],
        };
        assert_eq!(pixels.reduced((1, 1)).data, [200, 10, 30, 128]);
    }

    #[test]
    fn a_quarter_turn_brings_the_left_column_on_top() {
        // Stored with its top at the right: EXIF 6 is turned clockwise to be seen.
        let stored = gray(3, &[1, 2, 3, 4, 5, 6]);
        let upright = stored.turned(Orientation::from_exif(6));
        assert_eq!(upright, gray(2, &[4, 1, 5, 2, 6, 3]));
    }

    #[test]
    fn opacity_is_told_only_where_there_is_some() {
        let opaque = Pixels {
            width: 1,
            height: 1,
            channels: 2,
            data: vec![7, 255],
        };
        assert_eq!(opaque.split(), (gray(1, &[7]), None));
    }
}
