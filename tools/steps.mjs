// The checks that need no test runner, in the order in which a fault is cheapest to find.
import fs from 'node:fs'
import path from 'node:path'
import { bin, ROOT, runStep } from './console-step.mjs'

const TYPED = ['src/domain', 'src/contract', 'src/server', 'src/cli', 'tsconfig.web.json', 'tsconfig.tools.json']

const quiet = (name, command, args) => () =>
  runStep(name, command, args, { isQuiet: true, env: { npm_config_loglevel: 'silent' } })

const hasSources = (project) =>
  project !== 'tsconfig.web.json' || fs.existsSync(path.join(ROOT, 'src/web')) || fs.existsSync(path.join(ROOT, 'src/ui'))

/** Each runs and says whether all is well. */
export const STATIC_STEPS = [
  ...TYPED.filter(hasSources).map((project) => quiet(`类型检查 ${project}`, bin('tsc'), ['-p', project])),
  quiet('代码检查 oxlint', bin('oxlint'), ['--type-aware', '--quiet']),
  quiet('格式 oxfmt', bin('oxfmt'), ['--check']),
  quiet('分层与模块次序', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src']),
  quiet('无用代码 knip', bin('knip'), ['--no-progress']),
  quiet('生成文件未过时', bin('tsx'), ['tools/generate.ts', '--check']),
]
