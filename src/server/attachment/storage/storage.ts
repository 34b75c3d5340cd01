import type { Readable } from 'node:stream'

/** A file as it lies in the storage: its name is what it holds. */
export interface StoredFile {
  readonly sha256: string
  readonly bytes: number
  readonly storedAt: Date
}

/** A file on the local disk that is to be stored, with what it holds. */
export interface FileToStore {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** Where files lie: by their SHA-256 and nothing else, so that no name that anybody chose ever becomes a path. */
export interface Storage {
  /** 中文, for the operator. */
  readonly described: string
  /** Keeps the file for good before it returns. `there`: the same bytes were there already. */
  put(file: FileToStore): Promise<'stored' | 'there'>
  /** undefined: no such file. */
  open(sha256: string): Promise<Readable | undefined>
  has(sha256: string): Promise<boolean>
  list(): AsyncIterable<StoredFile>
  remove(sha256: string): Promise<void>
  /** @throws StorageFailed when files cannot be kept there, with the reason. */
  check(): Promise<void>
}

/** The storage does not answer, or not as it should. */
export class StorageFailed extends Error {
  readonly code = 'STORAGE_FAILED'
  /** Whether the settings are to blame: it answered, and said no. */
  readonly isDenied: boolean

  constructor(message: string, options: ErrorOptions & { readonly isDenied?: boolean } = {}) {
    super(message, options)
    this.isDenied = options.isDenied ?? false
  }
}

const SHA256 = /^[0-9a-f]{64}$/

/** The name under which a file lies, below the storage's root. */
export function keyOf(sha256: string): string {
  if (!SHA256.test(sha256)) throw new TypeError('not a SHA-256')
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

/** The SHA-256 a key names; undefined for a file that is none of ours. */
export function sha256OfKey(key: string): string | undefined {
  const sha256 = key.slice(key.lastIndexOf('/') + 1)
  return SHA256.test(sha256) && keyOf(sha256) === key ? sha256 : undefined
}
