// The checks that need no test runner and not one another: the longest first.
import { bin } from './console-step.mjs'

// the command's own configuration is the server's, and takes the server in: each file is checked once
const TYPED = ['tsconfig.tools.json', 'tsconfig.web.json', 'src/cli', 'src/contract', 'src/domain']

export const STATIC_STEPS = [
  { name: '代码检查 oxlint', command: bin('oxlint'), args: ['--type-aware', '--quiet'] },
  { name: '生成文件未过时', command: bin('tsx'), args: ['tools/generate.ts', '--check'] },
  ...TYPED.map((project) => ({ name: `类型检查 ${project}`, command: bin('tsc'), args: ['-p', project] })),
  { name: '无用代码 knip', command: bin('knip'), args: ['--no-progress'] },
  { name: '分层与模块次序', command: bin('depcruise'), args: ['--config', '.dependency-cruiser.cjs', 'src'] },
  { name: '格式 oxfmt', command: bin('oxfmt'), args: ['--check'] },
]
