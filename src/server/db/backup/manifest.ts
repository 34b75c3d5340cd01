import { z } from 'zod'
import { damaged } from './backup-error.ts'
import { parseJson, type Frame } from './backup-file.ts'

/** Stands first: what the backup was taken from. */
export const Manifest = z.object({
  createdAt: z.iso.datetime(),
  program: z.string(),
  postgres: z.string(),
  /** Names the key under which fields and tokens are kept; the key itself is not in the backup unless asked for. */
  keyFingerprint: z.string().nullable(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
export type Manifest = z.infer<typeof Manifest>

/** Stands after the rows of each table: how many there were and what their bytes come to. */
export const TableSum = z.object({ name: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() })
export type TableSum = z.infer<typeof TableSum>

export const FileSum = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })
export type FileSum = z.infer<typeof FileSum>

/** Stands last: everything that was in between, once more. */
export const Summary = z.object({ tables: z.array(TableSum), files: z.array(FileSum), snapshotAt: z.iso.datetime() })
export type Summary = z.infer<typeof Summary>

export const TableStart = z.object({ name: z.string() })
export const FileStart = z.object({ name: z.string() })

/** The JSON of a frame in the shape it must have. */
export function readFrameAs<S extends z.ZodType>(shape: S, frame: Frame): z.output<S> {
  const parsed = shape.safeParse(parseJson(frame.bytes))
  if (!parsed.success) throw damaged('目录')
  return parsed.data
}
