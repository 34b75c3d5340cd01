import { Command } from 'commander'
import { registerBackupCommands } from './backup.ts'
import { registerAccessCommands } from './access.ts'
import { registerAttachmentCommands } from './attachment.ts'
import { registerAuditCommands } from './audit.ts'
import { registerDatabaseCommands } from './database.ts'
import { registerDecisionCommands } from './decision.ts'
import { registerDoctorCommand } from './doctor.ts'
import { endWith } from './end-with.ts'
import { registerKeyCommands } from './keys.ts'
import { registerSchemeCommands } from './scheme/scheme.ts'
import { registerUserCommands } from './user/user.ts'

/** The operator's command. Exit codes: 0 done, 1 failed or found faults, 2 wrong usage or input, 3 the database lacks what was asked about, 10–18 as a start that failed. */
const program = new Command('sgz')
  .description(
    '社工站运维命令。退出码：0 成功；1 失败或查出问题；2 用法或输入有误；3 数据库里没有所问的；10–18 同启动失败（见 README）。',
  )
  .showHelpAfterError('（用 --help 查看用法）')
  .exitOverride()

// `sgz … | head` closes the pipe early, which is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

registerDatabaseCommands(program)
registerBackupCommands(program)
registerDoctorCommand(program)
registerUserCommands(program)
registerSchemeCommands(program)
registerDecisionCommands(program)
registerAccessCommands(program)
registerAuditCommands(program)
registerKeyCommands(program)
registerAttachmentCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  endWith(error)
}
