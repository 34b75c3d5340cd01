import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { embeddedConnection } from '../src/server/db/connection.ts'
import { startTestServer, TEMPLATE } from '../src/server/db/testing/start-test-server.ts'
import { describeApi } from '../src/server/describe-api.ts'
import { listSchema } from './list-schema.ts'

/**
 * Writes what is generated: db/schema.sql, the table types, openapi.json. With `--check` writes nothing and fails if a
 * file differs from what it would write.
 */
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const isCheck = process.argv.includes('--check')

const server = await startTestServer('17')
const drifted: string[] = []
try {
  const client = new pg.Client(embeddedConnection(server, TEMPLATE).migrator)
  await client.connect()
  settle('db/schema.sql', await listSchema(client))
  await client.end()
  settle(
    'src/server/db/types.ts',
    tableTypes(`postgres://postgres@localhost/${TEMPLATE}?host=${encodeURIComponent(server.host)}`),
  )
  settle('openapi.json', `${JSON.stringify(await describeApi(), null, 2)}\n`)
} finally {
  await server.stop()
}
if (drifted.length > 0) {
  console.error(`生成文件已过时：${drifted.join('、')}。请运行 npm run generate 并一起提交。`)
  process.exitCode = 1
}

function settle(name: string, text: string): void {
  const file = path.join(ROOT, name)
  const present = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  if (present === text) return
  if (isCheck) drifted.push(name)
  else {
    fs.writeFileSync(file, text)
    console.log(`已生成 ${name}`)
  }
}

function tableTypes(url: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-types-'))
  const out = path.join(folder, 'types.ts')
  const made = spawnSync(
    path.join(ROOT, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--default-schema',
      'app',
      '--include-pattern',
      'app.*',
      '--exclude-pattern',
      'app.migration',
    ].concat([
      '--date-parser',
      'string',
      '--type-mapping',
      '{"int8":"number","daterange":"string"}',
      '--no-camel-case',
      '--out-file',
      out,
    ]),
    { cwd: ROOT, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`kysely-codegen: ${made.stdout}${made.stderr}`)
  const text = fs.readFileSync(out, 'utf8')
  fs.rmSync(folder, { recursive: true })
  return text
}
