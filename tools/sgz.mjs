// `npm run sgz -- <command>`: the operator's command, from the sources.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode, ROOT } from './console-step.mjs'
import { installMissing } from './install-missing.mjs'

requireNode()
installMissing()
const { register } = await import('tsx/esm/api')
register()
await import(pathToFileURL(path.join(ROOT, 'src/cli/sgz.ts')).href)
