import pg from 'pg'
import { embeddedConnection } from '../connection.ts'
import { startEmbedded } from '../embedded/start-embedded.ts'

/** Starts PostgreSQL on the folder given, then inserts and prints numbers, each once it is acknowledged, until killed. */
const server = await startEmbedded(process.argv[2] ?? '')
const client = new pg.Client(embeddedConnection(server, 'postgres').migrator)
await client.connect()
await client.query('create table if not exists written (n integer primary key)')
const { rows } = await client.query<{ n: number }>('select coalesce(max(n), 0) as n from written')
console.log(`postgres ${server.pid}`)
for (let n = (rows[0]?.n ?? 0) + 1; ; n++) {
  await client.query('insert into written values ($1)', [n])
  console.log(n)
}
