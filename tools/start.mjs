// Node builtins only: `npm start` on a machine that has nothing but Node. Installs and builds what is missing, then serves.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfChanged } from './build-if-changed.mjs'
import { requireNode, ROOT } from './console-step.mjs'
import { installMissing } from './install-missing.mjs'

requireNode()
console.log('社工站 正在启动 …')
installMissing()
if (!buildIfChanged()) {
  console.error('✗ 构建失败，错误见上。\n  The build failed, see above.')
  process.exit(1)
}
await import(pathToFileURL(path.join(ROOT, 'dist/server.mjs')).href)
