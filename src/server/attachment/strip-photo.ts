import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { default as Library, Sharp } from 'sharp'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { FileToStore } from './storage/storage.ts'

/** A picture of more points than this is none that a camera took. */
const MOST_PIXELS = 64_000_000
const MOST_SECONDS = 30
const PREVIEW_SIDE = 480

/** Loaded with the first picture: every start, and every command of the operator, would wait for it. */
async function loadSharp(): Promise<typeof Library> {
  const { default: sharp } = await import('sharp')
  // whatever a file pretends to be, nothing but these is ever decoded
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}
let loading: ReturnType<typeof loadSharp> | undefined

export interface Stripped {
  readonly photo: FileToStore
  readonly preview: FileToStore
}

/**
 * The picture and nothing else, upright: encoded anew, so that place, camera, comments, earlier versions and whatever hung on
 * the file are gone; and a small one for lists. The file it is made from is gone afterwards, whatever happens.
 * @refuses ATTACHMENT_DAMAGED @refuses ATTACHMENT_TOO_BIG_INSIDE
 */
export async function stripPhoto(source: string, mediaType: string): Promise<Stripped | Refusal> {
  const [photo, preview] = [beside(source), beside(source)]
  try {
    const sharp = await (loading ??= loadSharp())
    const open = (file: string): Sharp =>
      sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true }).timeout({ seconds: MOST_SECONDS })
    const { width, height } = await open(source).metadata()
    if (width * height > MOST_PIXELS) return tooManyPixels()
    await encoded(open(source).autoOrient(), mediaType).toFile(photo)
    await open(photo)
      .resize(PREVIEW_SIDE, PREVIEW_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toFile(preview)
    return { photo: await described(photo), preview: await described(preview) }
  } catch (error) {
    await fs.rm(photo, { force: true })
    await fs.rm(preview, { force: true })
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error
    if (/pixel limit/i.test((error as Error).message)) return tooManyPixels()
    return refuse('ATTACHMENT_DAMAGED', { detail: '图片打不开，或没有传完；请重新拍摄或另存一份' })
  } finally {
    await fs.rm(source, { force: true })
  }
}

const tooManyPixels = (): Refusal =>
  refuse('ATTACHMENT_TOO_BIG_INSIDE', { detail: `图片不超过 ${MOST_PIXELS / 10_000} 万像素；请缩小后再传` })

const beside = (file: string): string => path.join(path.dirname(file), randomUUID())

function encoded(image: Sharp, mediaType: string): Sharp {
  if (mediaType === 'image/png') return image.png()
  return mediaType === 'image/webp' ? image.webp({ quality: 88 }) : image.jpeg({ quality: 88 })
}

async function described(file: string): Promise<FileToStore> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(piece)
    bytes += piece.length
  }
  return { path: file, bytes, sha256: hash.digest('hex') }
}
