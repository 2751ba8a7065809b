// Photos are decoded and written anew: turned upright, in sRGB, without any metadata. What cannot be decoded is refused.
import sharp, { type Sharp } from 'sharp';
import { FileRefused } from './refused.ts';

/** A decompression bomb is a small file with a great many pixels; no honest photo of a phone exceeds this. */
const mostPixels = 40_000_000;
const thumbnailEdge = 320;

// Its cache would keep strangers' photos in memory.
sharp.cache(false);

export type PhotoKind = 'jpeg' | 'png' | 'webp';
export type CleanPhoto = { bytes: Buffer; thumbnail: Buffer; width: number; height: number };

/** Re-encodes a photo in its own format; the thumbnail is WebP, at most 320 px wide and high. Throws FileRefused. */
export async function cleanPhoto(given: Buffer, kind: PhotoKind): Promise<CleanPhoto> {
  const options = { limitInputPixels: mostPixels, failOn: 'error' } as const;
  try {
    const { format, width, height } = await sharp(given, { ...options, limitInputPixels: false }).metadata();
    if (format !== kind) throw new FileRefused('broken');
    if (width * height > mostPixels) throw new FileRefused('pixels');
    const upright = sharp(given, options).autoOrient().toColourspace('srgb');
    const { data, info } = await encode(upright, kind).toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(data, options)
      .resize(thumbnailEdge, thumbnailEdge, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer();
    return { bytes: data, thumbnail, width: info.width, height: info.height };
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('broken');
  }
}

function encode(image: Sharp, kind: PhotoKind): Sharp {
  if (kind === 'jpeg') return image.jpeg({ quality: 86 });
  if (kind === 'png') return image.png({ compressionLevel: 8 });
  return image.webp({ quality: 86 });
}
