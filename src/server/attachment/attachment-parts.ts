import type { FileLimits } from './receive-file.ts'
import type { ScannerAddress } from './scan-file.ts'
import type { Storage } from './storage/storage.ts'

/** What files need beside the database. */
export interface AttachmentParts {
  readonly storage: Storage
  /** Where files arrive before they are looked at: on the local disk, and with a folder storage on the same one. */
  readonly incoming: string
  readonly limits: FileLimits
  /** Every file is scanned there before it is kept; undefined: none is. */
  readonly scanner: ScannerAddress | undefined
}
