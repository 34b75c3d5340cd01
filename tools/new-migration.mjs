// `npm run db:new <verb_noun>`: an empty migration under the next number.
import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from './console-step.mjs'

const name = process.argv[2]
if (!name || !/^[a-z]+(_[a-z0-9]+)+$/.test(name)) {
  console.error('用法：npm run db:new <动词_名词>，例如 npm run db:new create_visit')
  process.exit(2)
}
const dir = path.join(ROOT, 'db/migrations')
const last = Math.max(0, ...fs.readdirSync(dir).map((file) => Number.parseInt(file, 10) || 0))
const file = path.join(dir, `${String(last + 1).padStart(4, '0')}_${name}.sql`)
fs.writeFileSync(
  file,
  '-- table, row-level security (enabled and forced), policy, grants, comments (PII: for personal columns)\n',
  { flag: 'wx' },
)
console.log(path.relative(ROOT, file))
