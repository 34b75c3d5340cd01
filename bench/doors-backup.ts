import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import * as copyStreams from 'pg-copy-streams'
import { restoreBackup, writeBackup } from '#server/db/backup/index.ts'
import { migrate } from '#server/db/migrate.ts'
import { findRoot } from '#server/find-root.ts'
import { withBenchDatabase } from './doors-request.ts'
import { atLeast, beside, sampleOf, type Figure } from './figure.ts'

const ROWS = 300_000
const ROUNDS = 3

/** Backup and restore against plain COPY of the same table to a file and back: megabytes of COPY text per second. */
export const doorsBackup = (): Promise<Figure[]> =>
  withBenchDatabase(async ({ migrator }, folder) => {
    const client = new pg.Client(migrator)
    client.on('error', () => undefined) // ended with its server when the work fails
    await client.connect()
    await client.query(`insert into app.county values (990901, '990901', '甲县')`)
    await client.query(
      `insert into app.entity (county_id, subject, id, division_code, name, facts)
       select 990901, 'programme', gen_random_uuid(), '990901', '某镇社会工作服务站' || i,
         jsonb_build_object('areaM2', i % 400, 'openedOn', '2021-01-01', 'note', md5(i::text), 'parts', jsonb_build_array(i, i + 1))
       from generate_series(1, ${ROWS}) i`,
    )
    await client.query('vacuum analyze app.entity')
    const plainFile = path.join(folder, 'plain.copy')
    const runs: Record<string, number[]> = {}
    let bytes = 0
    const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const from = performance.now()
      await work()
      ;(runs[name] ??= []).push(bytes / 1e6 / ((performance.now() - from) / 1000))
    }
    await pipeline(client.query(copyStreams.to('copy app.entity to stdout')), fs.createWriteStream(plainFile))
    bytes = fs.statSync(plainFile).size
    for (let round = 0; round < ROUNDS; round++) {
      await timed('plain COPY out', () =>
        pipeline(client.query(copyStreams.to('copy app.entity to stdout')), fs.createWriteStream(plainFile)),
      )
      const file = path.join(folder, `b${round}.sgz`)
      await timed('backup', () => writeBackup(migrator, file, { program: 'bench' }))
      await timed('backup, encrypted', () =>
        writeBackup(migrator, path.join(folder, `e${round}.sgz`), { program: 'bench', passphrase: 'bench' }),
      )
      // into the same structure, indexes and all
      const target = `bench_${round}`
      await client.query(`create database ${target}_a`)
      const emptied = new pg.Client({ ...migrator, database: `${target}_a` })
      await emptied.connect()
      await makeEmpty({ ...migrator, database: `${target}_a` }, emptied)
      await timed('plain COPY in', () =>
        pipeline(
          Readable.from(fs.createReadStream(plainFile, { highWaterMark: 1 << 20 })),
          emptied.query(copyStreams.from('copy app.entity from stdin')),
        ),
      )
      await emptied.end()
      await client.query(`create database ${target}_b`)
      await timed('restore', () =>
        restoreBackup({ ...migrator, database: `${target}_b` }, file, path.join(findRoot(), 'db/migrations')),
      )
      await client.query(`drop database ${target}_a with (force)`)
      await client.query(`drop database ${target}_b with (force)`)
    }
    await client.end()
    const sample = (name: string) => sampleOf(runs[name] ?? [])
    const share = (ours: string, theirs: string) =>
      sampleOf((runs[ours] ?? []).map((speed, i) => (speed / (runs[theirs]?.[i] ?? 1)) * 100))
    return [
      atLeast('backup: share of the speed of plain COPY out', share('backup', 'plain COPY out'), '%', 50),
      atLeast('restore, proof included: share of plain COPY in', share('restore', 'plain COPY in'), '%', 50),
      ...Object.keys(runs).map((name) => beside(name, sample(name), 'MB/s')),
    ]
  })

/** The structure without rows, as the restore finds it. */
async function makeEmpty(config: pg.ClientConfig, client: pg.Client): Promise<void> {
  await migrate(config, path.join(findRoot(), 'db/migrations'))
  await client.query(`insert into app.county values (990901, '990901', '甲县')`)
}
