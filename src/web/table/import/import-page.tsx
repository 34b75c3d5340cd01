import { listImports, readTemplate, type ImportBatchView } from '#contract/import.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { minuteInWords } from '#web/kernel/instant-words.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { readImportAddress } from './import-address.ts'
import { ImportSheet } from './import-sheet.tsx'
import { STATE_WORDS } from './import-words.ts'
import { TakeFile } from '../take-file.tsx'
import { UploadSheet } from './upload-sheet.tsx'
import './import-page.css'

/** Spreadsheets that are taken in: template, upload, and what became of each. */
export function ImportPage() {
  useTitle('表格导入')
  const [{ batch }, change] = useAddress(readImportAddress)
  const query = useAnswer(listImports, {})
  const open = (id: string): void => change({ batch: id }, { isStep: true })
  return (
    <>
      <header className="page-head">
        <div>
          <h1>表格导入</h1>
          <p className="muted">
            下载模板，填好上传；先核对、看清会新增和改动什么，再确认。整份导入或一行都不导入；导入之后还可以整份撤销。
          </p>
        </div>
      </header>
      <Answered query={query}>
        {({ importers, batches }) => (
          <>
            {importers.length === 0 ? (
              <p className="empty-note">您的身份还没有可以导入的表格。</p>
            ) : (
              importers.map(({ key, title }) => (
                <section key={key} className="page-part" aria-label={title}>
                  <h2>{title}</h2>
                  <p className="button-row">
                    <TakeFile
                      endpoint={readTemplate}
                      input={{ importer: key }}
                      fileName={`${title}导入模板.xlsx`}
                      label="下载模板"
                    />
                    <UploadSheet importer={key} title={title} onDone={open} />
                  </p>
                </section>
              ))
            )}
            <h2>导入记录</h2>
            <DataTable<ImportBatchView>
              caption="导入记录"
              rows={batches}
              rowKey={({ id }) => id}
              empty="还没有导入过。上传的每一份表格都会列在这里，可以核对、确认和撤销。"
              columns={[
                {
                  key: 'file',
                  title: '文件',
                  isHeader: true,
                  cell: ({ id, fileName }) => (
                    <button type="button" className="text-button" onClick={() => open(id)}>
                      {fileName}
                    </button>
                  ),
                },
                { key: 'title', title: '导入什么', cell: ({ title }) => title },
                { key: 'rows', title: '行数', align: 'end', cell: ({ rows }) => rows },
                {
                  key: 'state',
                  title: '状态',
                  cell: ({ state }) => <StatusTag tone={STATE_WORDS[state][0]} word={STATE_WORDS[state][1]} />,
                },
                { key: 'at', title: '上传时间', cell: ({ uploadedAt }) => minuteInWords(uploadedAt) },
              ]}
            />
          </>
        )}
      </Answered>
      <ImportSheet batchId={batch} onClose={() => change({ batch: undefined })} />
    </>
  )
}
