import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { catalogue, killerOf, loadScheme, mutantsOf } from '#domain/scheme/index.ts'
import { listSchemeIds, readSchemeFolder } from '#server/scheme/plan/read-scheme-folder.ts'

// Moves every number of the schemes by its smallest step and asks who notices: the linter or a worked case.
// Usage: npm run mutate [-- scheme …]; exit code 1 when a mutant survives.
const root = fileURLToPath(new URL('../schemes', import.meta.url))
const wanted = process.argv.slice(2)
let survived = 0
for (const id of wanted.length > 0 ? wanted : listSchemeIds(root)) {
  const loaded = loadScheme(readSchemeFolder(join(root, id)))
  const mutants = mutantsOf(loaded)
  let [byLint, byCase] = [0, 0]
  mutants.forEach((mutant, i) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${id} ${i + 1}/${mutants.length}`)
    const killer = killerOf(loaded, mutant, catalogue)
    if (killer === 'lint') byLint++
    else if (killer !== undefined) byCase++
    else {
      survived++
      const at = mutant.at ? `${mutant.at.file}:${mutant.at.line}:${mutant.at.col}` : ''
      console.log(`survives: schemes/${id}/${at} ${mutant.path.slice(2).join('.')}: ${mutant.from} → ${mutant.to}`)
    }
  })
  if (process.stderr.isTTY) process.stderr.write('\r')
  console.log(
    `${id}: ${mutants.length} mutants, ${byCase} caught by worked cases, ${byLint} by the linter, ${mutants.length - byCase - byLint} survive`,
  )
}
process.exitCode = survived > 0 ? 1 : 0
