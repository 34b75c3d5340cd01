import { useState } from 'react'
import { confirmImport, undoImport, type ImportBatchView } from '#contract/import.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

/** Writing what was checked, or taking back what was written; each asked about once more. */
export function ImportDecision({ batch }: { readonly batch: ImportBatchView }) {
  const [isAsking, setIsAsking] = useState(false)
  const isUndo = batch.state === 'applied'
  const act = useAct(
    () => call(isUndo ? undoImport : confirmImport, { batchId: batch.id }),
    () => setIsAsking(false),
  )
  if (batch.state !== 'checked' && !isUndo) return null
  const { new: added, changed, wrong } = batch.counts ?? { new: 0, changed: 0, wrong: 0 }
  const word = isUndo ? '撤销这次导入' : '确认导入'
  return (
    <>
      <p className="button-row">
        <button
          type="button"
          className={isUndo ? 'plain-button' : 'main-button'}
          disabled={!isUndo && wrong > 0}
          onClick={() => setIsAsking(true)}
        >
          {word}
        </button>
        {!isUndo && wrong > 0 ? <span>还有 {wrong} 行有错，改好重新上传后才能导入。</span> : null}
      </p>
      <AskDialog
        isOpen={isAsking}
        title={word}
        okText={word}
        isBusy={act.isBusy}
        trouble={act.trouble}
        onOk={() => act.run(undefined)}
        onClose={() => setIsAsking(false)}
      >
        <p>
          {isUndo
            ? `把这次新增的 ${added} 条去掉，改动的 ${changed} 条恢复原样。导入之后又被改动过的，不能撤销。`
            : `将新增 ${added} 条，改动 ${changed} 条；要么全部写入，要么一条都不写。`}
        </p>
      </AskDialog>
    </>
  )
}
