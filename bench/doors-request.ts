import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Kysely } from 'kysely'
import pg from 'pg'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { addAccount } from '#server/account/index.ts'
import { actorTx, systemTx } from '#server/db/actor-tx.ts'
import { embeddedConnection, type Connection } from '#server/db/connection.ts'
import { startEmbedded } from '#server/db/embedded/index.ts'
import { migrate } from '#server/db/migrate.ts'
import { prepareEmbedded } from '#server/db/open-database.ts'
import { openDb } from '#server/db/pool.ts'
import type { DB } from '#server/db/types.ts'
import { findRoot } from '#server/find-root.ts'
import { newId } from '#server/http/new-id.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { atMost, beside, type Figure } from './figure.ts'
import { raceRounds, ratioOf, sampleOfRate } from './race-rounds.ts'

const CONCURRENCY = 16
const COUNTIES = 16
const ENTITIES = 20_000

/** An embedded database as it ships, migrated, for as long as `work` takes. */
export async function withBenchDatabase<T>(work: (connection: Connection, folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-bench-'))
  fs.chmodSync(folder, 0o711)
  const server = await startEmbedded(path.join(folder, 'data'), {
    settings: { shared_buffers: '256MB', max_connections: '120', enable_presorted_aggregate: 'off' },
  })
  try {
    await prepareEmbedded(server)
    const connection = embeddedConnection(server)
    await migrate(connection.migrator, path.join(findRoot(), 'db/migrations'))
    return await work(connection, folder)
  } finally {
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const codeOf = (n: number): string => `9909${String(n + 10)}`

/** What the doors cost: who is asking, a transaction, row-level security and the audit, against the bare statement. */
export const doorsRequest = (): Promise<Figure[]> =>
  withBenchDatabase(async ({ migrator, app }) => {
    const bare = new pg.Pool({ ...migrator, max: CONCURRENCY })
    bare.on('error', () => undefined)
    const db = openDb({ ...app, max: CONCURRENCY })
    for (let i = 0; i < COUNTIES; i++) await bare.query(`insert into app.county values ($1, $2, '县')`, [990900 + i, codeOf(i)])
    await bare.query(
      `insert into app.entity (county_id, subject, id, division_code, name, facts)
       select 990900 + i % ${COUNTIES}, 'programme', gen_random_uuid(), '9909' || (10 + i % ${COUNTIES}), '站', jsonb_build_object('n', i) from generate_series(1, ${ENTITIES}) i`,
    )
    await bare.query('analyze app.entity')
    const { rows: entities } = await bare.query<{ id: string; county: number }>(
      `select id, county_id - 990900 as county from app.entity`,
    )
    const actors: Actor[] = []
    for (let i = 0; i < COUNTIES; i++) actors.push(await addActor(db, codeOf(i)))
    const pick = () => entities[Math.floor(Math.random() * entities.length)] ?? { id: '', county: 0 }
    const insert = `insert into app.entity (county_id, subject, id, division_code, name, facts) values ($1, 'programme', $2, $3, '站', '{"n": 1}')`
    const read = `select name, facts from app.entity where county_id = $1 and subject = 'programme' and id = $2`

    const write = async (county: number): Promise<void> => {
      const actor = actors[county]
      await actorTx(db, actor, async (tx) => {
        const id = newId()
        await tx
          .insertInto('entity')
          .values({
            county_id: 990900 + county,
            subject: 'programme',
            id,
            division_code: codeOf(county),
            name: '站',
            facts: '{"n": 1}',
          })
          .execute()
        await writeAudit(tx, actor, {
          action: 'bench.write',
          outcome: 'done',
          requestId: id,
          at: new Date(),
          note: { divisionCode: codeOf(county), subject: 'programme', subjectId: id },
        })
        return {}
      })
    }
    const rounds = await raceRounds(CONCURRENCY, {
      'bare read': async () => {
        const { id, county } = pick()
        await bare.query(read, [990900 + county, id])
      },
      'our read': async () => {
        const { id, county } = pick()
        await actorTx(db, actors[county], (tx) =>
          tx
            .selectFrom('entity')
            .select(['name', 'facts'])
            .where('county_id', '=', 990900 + county)
            .where('subject', '=', 'programme')
            .where('id', '=', id)
            .executeTakeFirstOrThrow(),
        )
      },
      'bare write': async () => {
        const county = Math.floor(Math.random() * COUNTIES)
        await bare.query(insert, [990900 + county, randomUUID(), codeOf(county)])
      },
      'our write': () => write(Math.floor(Math.random() * COUNTIES)),
      'our write, one county': () => write(0),
    })
    await db.destroy()
    await bare.end()
    return [
      atMost('point read: times the bare statement', ratioOf(rounds, 'our read', 'bare read'), '×', 2.5),
      atMost('write with audit, 16 counties: times the bare statement', ratioOf(rounds, 'our write', 'bare write'), '×', 3),
      beside(
        'write with audit, one county: times the bare statement',
        ratioOf(rounds, 'our write, one county', 'bare write'),
        '×',
      ),
      ...(Object.keys(rounds) as (keyof typeof rounds)[]).map((name) => beside(name, sampleOfRate(rounds, name), 'per second')),
    ]
  })

/** A bureau of one county, as the application knows it after it has looked up the session. */
async function addActor(db: Kysely<DB>, code: string): Promise<Actor> {
  const scope = { code }
  const accountId = await systemTx(db, (tx) =>
    addAccount(tx, {
      signInName: `bureau-${code}`,
      displayName: '演示',
      password: 'correct horse battery staple',
      grants: [{ role: 'bureau', scope, validFrom: '2020-01-01' }],
    }),
  )
  if (isRefusal(accountId)) throw new Error(accountId.code)
  return { accountId, grantId: newId(), name: '演示', role: 'bureau', scope }
}
