PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "migrations_history" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK_migrations_history" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO migrations_history VALUES('20261123055056_Initial','10.0.15');
CREATE TABLE IF NOT EXISTS "agencies" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_agencies" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_order" BLOB NOT NULL,
    "english_name" TEXT NULL,
    "kind" INTEGER NOT NULL,
    "parent_id" INTEGER NULL,
    "aliases" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_agencies_code" CHECK (trim(code) <> ''),
    CONSTRAINT "ck_agencies_name" CHECK (trim(name) <> ''),
    CONSTRAINT "ck_agencies_parent" CHECK (parent_id <> id),
    CONSTRAINT "fk_agencies_parent_id" FOREIGN KEY ("parent_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT
);
INSERT INTO agencies VALUES(1,'UBNDT','Ủy ban nhân dân tỉnh Kiên Giang',X'525a042c2a440444382b034404302b034404503a4438043e3a33024404363a2a443601458b02358b021101dcb0dcc2dc0800',NULL,2,NULL,'["UBND tỉnh"]',replace('ubndt\nuy ban nhan dan tinh kien giang\nubnd tinh','\n',char(10)),1,1795423105370964,1795423105370964);
INSERT INTO agencies VALUES(2,'LEAD1','Sở LEAD 1',X'4e47030440322a30041501448b020b01dcc3dcdcdcdc0600',NULL,0,NULL,'[]',replace('lead1\nso lead 1','\n',char(10)),1,1795423105793879,1795423105793879);
INSERT INTO agencies VALUES(3,'COORD1','Sở COORD 1',X'4e4703042e46464c30041501448b020c01dcc3dcdcdcdcdc0600',NULL,0,NULL,'[]',replace('coord1\nso coord 1','\n',char(10)),1,1795423105793879,1795423105793879);
INSERT INTO agencies VALUES(4,'SECOND1','Sở SECOND 1',X'4e4703044e322e464430041501448b020d01dcc3dcdcdcdcdcdc0600',NULL,0,NULL,'[]',replace('second1\nso second 1','\n',char(10)),1,1795423105793879,1795423105793879);
INSERT INTO agencies VALUES(5,'STRANGER1','Sở STRANGER 1',X'4e4703044e504c2a4436324c041501448b020f01dcc3dcdcdcdcdcdcdcdc0600',NULL,0,NULL,'[]',replace('stranger1\nso stranger 1','\n',char(10)),1,1795423105793879,1795423105793879);
INSERT INTO agencies VALUES(6,'SCT','Sở Công Thương',X'4e4703042e4702443604503853024703443601448b021001dcc3dcc2dc0900','Department of Industry and Trade',0,NULL,'["Sở CT"]',replace('sct\nso cong thuong\nso ct','\n',char(10)),1,1795423107115793,1795423107115793);
CREATE TABLE IF NOT EXISTS "idempotency_keys" (
    "caller" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "mutation" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "pk_idempotency_keys" PRIMARY KEY ("caller", "key")
);
INSERT INTO idempotency_keys VALUES('AGENCY@LEAD1','first-release','submitProgressReport','eb0b77c53dce9c758d807fa1401372c913c36d2831e7613fd580d9541bd945ad','{"objects":{"progressReport":1},"values":{}}',1795423106433789);
CREATE TABLE IF NOT EXISTS "persisted_operations" (
    "sha256" TEXT NOT NULL CONSTRAINT "pk_persisted_operations" PRIMARY KEY,
    "name" TEXT NULL,
    "document" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "ck_persisted_operations_sha256" CHECK (length(sha256) = 64)
);
CREATE TABLE IF NOT EXISTS "plans" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_plans" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_order" BLOB NOT NULL,
    "year" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "issuer_id" INTEGER NOT NULL,
    "signatory_name" TEXT NULL,
    "signatory_capacity" TEXT NULL,
    "document_number" TEXT NULL,
    "issued_on" INTEGER NULL,
    "recipients" TEXT NOT NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_plans_code" CHECK (trim(code) <> ''),
    CONSTRAINT "ck_plans_draft_plan_id" CHECK (draft_plan_id IS NULL OR (draft_plan_id = id AND status = 0)),
    CONSTRAINT "ck_plans_signatory" CHECK ((signatory_name IS NULL) = (signatory_capacity IS NULL)),
    CONSTRAINT "ck_plans_title" CHECK (trim(title) <> ''),
    CONSTRAINT "ck_plans_year" CHECK (year BETWEEN 1900 AND 9999),
    CONSTRAINT "fk_plans_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_plans_issuer_id" FOREIGN KEY ("issuer_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT
);
INSERT INTO plans VALUES(1,'P1','Kế hoạch',X'3e33020438462a2e3801448b04428b050601dc0d00',2022,1,2,NULL,NULL,NULL,NULL,'[]',NULL,1,1795423105793879,1795423105793879);
INSERT INTO plans VALUES(2,'P2','Kế hoạch Phát triển công nghiệp tỉnh Kiên Giang năm 2023',X'3e33020438462a2e380448382a5004504c3a330244042e47024436044436383a33024804503a4438043e3a33024404363a2a443604442b0242041713171901448b04428b05408b04408b023a8b05428b021a01dcbcdca7dcc2dc1100',2023,0,1,NULL,NULL,NULL,NULL,'[]',2,1,1795423106975833,1795423106975833);
CREATE TABLE IF NOT EXISTS "investment_items" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_investment_items" PRIMARY KEY AUTOINCREMENT,
    "kind" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_order" BLOB NOT NULL,
    "stage" INTEGER NOT NULL,
    "managing_agency_id" INTEGER NOT NULL,
    "area_hectares" REAL NULL,
    "capital_vnd" INTEGER NULL,
    "calls_for_investment" INTEGER NOT NULL,
    "note" TEXT NULL,
    "phase" TEXT NULL,
    "occupancy_percent" REAL NULL,
    "infrastructure_investor" TEXT NULL,
    "is_pilot" INTEGER NOT NULL DEFAULT 0,
    "sector" INTEGER NULL,
    "folded" TEXT NOT NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_investment_items_area_hectares" CHECK (area_hectares >= 0),
    CONSTRAINT "ck_investment_items_capital_vnd" CHECK (capital_vnd >= 0),
    CONSTRAINT "ck_investment_items_cluster" CHECK (kind = 1 OR (infrastructure_investor IS NULL AND NOT is_pilot)),
    CONSTRAINT "ck_investment_items_code" CHECK (trim(code) <> ''),
    CONSTRAINT "ck_investment_items_name" CHECK (trim(name) <> ''),
    CONSTRAINT "ck_investment_items_occupancy_percent" CHECK (occupancy_percent BETWEEN 0 AND 100),
    CONSTRAINT "ck_investment_items_project" CHECK ((kind = 2) = (sector IS NOT NULL)),
    CONSTRAINT "ck_investment_items_zone" CHECK (kind = 0 OR (phase IS NULL AND occupancy_percent IS NULL)),
    CONSTRAINT "fk_investment_items_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_investment_items_managing_agency_id" FOREIGN KEY ("managing_agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT
);
INSERT INTO investment_items VALUES(1,1,'CCN-1','Cụm công nghiệp Giồng Riềng',X'2e5242042e47024436044436383a33024804363a47024436044c3a3302443601448b053a8b05418a408a0601dcb5dcc0dc0900',0,2,48.499999999999999999,123456789012,0,'Ghi chú ''có'' dấu "nháy"; và \ xuyệc',NULL,NULL,NULL,0,NULL,replace('ccn-1\ncum cong nghiep giong rieng\nghi chu ''co'' dau "nhay"; va \ xuyec','\n',char(10)),NULL,1,1795423106823384,1795423106823384);
CREATE TABLE IF NOT EXISTS "legal_documents" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_legal_documents" PRIMARY KEY AUTOINCREMENT,
    "number" TEXT NULL,
    "title" TEXT NOT NULL,
    "issued_on" INTEGER NULL,
    "issuer_id" INTEGER NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_legal_documents_number" CHECK (number IS NULL OR trim(number) <> ''),
    CONSTRAINT "ck_legal_documents_title" CHECK (trim(title) <> ''),
    CONSTRAINT "fk_legal_documents_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_legal_documents_issuer_id" FOREIGN KEY ("issuer_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT
);
CREATE TABLE IF NOT EXISTS "localities" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_localities" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NULL,
    "name" TEXT NOT NULL,
    "name_order" BLOB NOT NULL,
    "kind" INTEGER NOT NULL,
    "parent_id" INTEGER NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_localities_code" CHECK (code IS NULL OR trim(code) <> ''),
    CONSTRAINT "ck_localities_name" CHECK (trim(name) <> ''),
    CONSTRAINT "ck_localities_parent" CHECK (parent_id <> id),
    CONSTRAINT "fk_localities_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_localities_parent_id" FOREIGN KEY ("parent_id") REFERENCES "localities" ("id") ON DELETE RESTRICT
);
INSERT INTO localities VALUES(1,'91','Kiên Giang',X'3e3a33024404363a2a4436010e01dcc2dc0800',0,NULL,NULL,1);
CREATE TABLE IF NOT EXISTS "plan_sections" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_plan_sections" PRIMARY KEY AUTOINCREMENT,
    "plan_id" INTEGER NOT NULL,
    "parent_id" INTEGER NULL,
    "label" TEXT NOT NULL,
    "label_order" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "heading_order" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "document_order" TEXT NOT NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_plan_sections_draft_plan_id" CHECK (draft_plan_id = plan_id),
    CONSTRAINT "ck_plan_sections_label" CHECK (trim(label) <> ''),
    CONSTRAINT "ck_plan_sections_parent" CHECK (parent_id <> id),
    CONSTRAINT "ck_plan_sections_position" CHECK (position >= 1),
    CONSTRAINT "fk_plan_sections_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_plan_sections_parent_id" FOREIGN KEY ("parent_id") REFERENCES "plan_sections" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_plan_sections_plan_id" FOREIGN KEY ("plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT
);
INSERT INTO plan_sections VALUES(1,1,NULL,'I.1','000001.000001','Mục đích',X'42522e0431023a2e3801448b05428b040601dc0d00','',1,'P1000001',NULL,1);
INSERT INTO plan_sections VALUES(2,2,NULL,'I','000001','NỘI DUNG THỰC HIỆN',X'4447023a043052443604503853022e04383a33024401448b053c8b05418b050501dcc6c5dcc5dcdcdcdcc5dcdcc6c5dcc5dcdcc6c5dc00','',1,'P2000001',2,1);
INSERT INTO plan_sections VALUES(3,2,2,'I.1','000001.000001','Công tác quy hoạch',X'2e4702443604502a2e044a525a0438462a2e38013f8b043d8b050601dc1700','',2,'P2000002',2,1);
CREATE TABLE IF NOT EXISTS "investment_project_partners" (
    "item_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_investment_project_partners" PRIMARY KEY ("item_id", "agency_id"),
    CONSTRAINT "ck_investment_project_partners_position" CHECK (position >= 1),
    CONSTRAINT "fk_investment_project_partners_agency_id" FOREIGN KEY ("agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_investment_project_partners_item_id" FOREIGN KEY ("item_id") REFERENCES "investment_items" ("id")
);
CREATE TABLE IF NOT EXISTS "plan_legal_documents" (
    "plan_id" INTEGER NOT NULL,
    "legal_document_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_plan_legal_documents" PRIMARY KEY ("plan_id", "legal_document_id"),
    CONSTRAINT "ck_plan_legal_documents_position" CHECK (position >= 1),
    CONSTRAINT "fk_plan_legal_documents_legal_document_id" FOREIGN KEY ("legal_document_id") REFERENCES "legal_documents" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_plan_legal_documents_plan_id" FOREIGN KEY ("plan_id") REFERENCES "plans" ("id")
);
CREATE TABLE IF NOT EXISTS "investment_item_localities" (
    "item_id" INTEGER NOT NULL,
    "locality_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_investment_item_localities" PRIMARY KEY ("item_id", "locality_id"),
    CONSTRAINT "ck_investment_item_localities_position" CHECK (position >= 1),
    CONSTRAINT "fk_investment_item_localities_item_id" FOREIGN KEY ("item_id") REFERENCES "investment_items" ("id"),
    CONSTRAINT "fk_investment_item_localities_locality_id" FOREIGN KEY ("locality_id") REFERENCES "localities" ("id") ON DELETE RESTRICT
);
INSERT INTO investment_item_localities VALUES(1,1,1);
CREATE TABLE IF NOT EXISTS "tasks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_tasks" PRIMARY KEY AUTOINCREMENT,
    "plan_id" INTEGER NOT NULL,
    "section_id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "label_order" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_order" BLOB NOT NULL,
    "content" TEXT NOT NULL,
    "deliverable_kind" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "percent_complete" INTEGER NOT NULL,
    "lead_agency_id" INTEGER NULL,
    "has_open_coordination" INTEGER NOT NULL,
    "open_coordination_phrase" TEXT NULL,
    "document_order" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_tasks_draft_plan_id" CHECK (draft_plan_id = plan_id),
    CONSTRAINT "ck_tasks_label" CHECK (trim(label) <> ''),
    CONSTRAINT "ck_tasks_percent_complete" CHECK (percent_complete BETWEEN 0 AND 100),
    CONSTRAINT "ck_tasks_status_percent" CHECK ((status <> 2 OR percent_complete = 100) AND (status <> 0 OR percent_complete = 0)),
    CONSTRAINT "ck_tasks_title" CHECK (trim(title) <> ''),
    CONSTRAINT "fk_tasks_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_tasks_lead_agency_id" FOREIGN KEY ("lead_agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_tasks_plan_id" FOREIGN KEY ("plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_tasks_section_id" FOREIGN KEY ("section_id") REFERENCES "plan_sections" ("id") ON DELETE RESTRICT
);
INSERT INTO tasks VALUES(1,1,1,'I.1.a','000001.000001.01','Việc a',X'543a33022e042a01438b050701dc0a00','Nội dung a',0,1,40,2,0,NULL,'P1000001000001.000001.01',replace('i.1.a\nviec a\nnoi dung a','\n',char(10)),NULL,4,1795423105793879,1795423106823384);
INSERT INTO tasks VALUES(2,1,1,'I.1.b','000001.000001.04','Việc b',X'543a33022e042c01438b050701dc0a00','Nội dung b',0,0,0,3,0,NULL,'P1000001000001.000001.04',replace('i.1.b\nviec b\nnoi dung b','\n',char(10)),NULL,1,1795423105793879,1795423105793879);
INSERT INTO tasks VALUES(3,1,1,'I.1.c','000001.000001.05','Việc c',X'543a33022e042e01438b050701dc0a00','Nội dung c',0,0,0,NULL,1,NULL,'P1000001000001.000001.05',replace('i.1.c\nviec c\nnoi dung c','\n',char(10)),NULL,1,1795423105793879,1795423105793879);
INSERT INTO tasks VALUES(4,2,3,'I.1.a','000001.000001.01','Xây dựng Đề án nguồn nguyên liệu',X'582b035a0430530244360431023302042a4404443652470244044436525a33024404403a33025201408b05418a448b04408a3a8b050501dcbdc61e00','Xây dựng Đề án nguồn nguyên liệu. Giao LEAD1 Sở Công Thương chủ trì, phối hợp với Sở Tài chính thực hiện; hoàn thành trong quý II/2023.',0,0,0,NULL,0,NULL,'P2000002000001.000001.01',replace('i.1.a\nxay dung de an nguon nguyen lieu\nxay dung de an nguon nguyen lieu. giao lead1 so cong thuong chu tri, phoi hop voi so tai chinh thuc hien; hoan thanh trong quy ii/2023.','\n',char(10)),2,1,1795423106975833,1795423106975833);
CREATE TABLE IF NOT EXISTS "changes" (
    "sequence" INTEGER NOT NULL CONSTRAINT "pk_changes" PRIMARY KEY,
    "kind" INTEGER NOT NULL,
    "public_kind" INTEGER NULL,
    "subject" INTEGER NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "agency_id" INTEGER NULL,
    "actor" TEXT NULL,
    "occurred_at" INTEGER NOT NULL,
    "changed_fields" TEXT NOT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL,
    "owner_agency_id" INTEGER NULL,
    "task_id" INTEGER NULL,
    CONSTRAINT "ck_changes_sequence" CHECK (sequence >= 1),
    CONSTRAINT "fk_changes_agency_id" FOREIGN KEY ("agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_changes_owner_agency_id" FOREIGN KEY ("owner_agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_changes_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id") ON DELETE RESTRICT
);
INSERT INTO changes VALUES(1,0,0,4,1,NULL,NULL,1795423105582728,'["code","name","kind","aliases"]',NULL,'{"code":"UBNDT","name":"Ủy ban nhân dân tỉnh Kiên Giang","kind":"PROVINCIAL_PEOPLES_COMMITTEE","aliases":["UBND tỉnh"]}',NULL,NULL);
INSERT INTO changes VALUES(2,0,0,5,1,NULL,NULL,1795423105582728,'["code","name","kind"]',NULL,'{"code":"91","name":"Kiên Giang","kind":"PROVINCE"}',NULL,NULL);
INSERT INTO changes VALUES(3,0,0,4,2,NULL,NULL,1795423105978683,'["code","name","kind"]',NULL,'{"code":"LEAD1","name":"Sở LEAD 1","kind":"PROVINCIAL_DEPARTMENT"}',NULL,NULL);
INSERT INTO changes VALUES(4,0,0,4,3,NULL,NULL,1795423105978683,'["code","name","kind"]',NULL,'{"code":"COORD1","name":"Sở COORD 1","kind":"PROVINCIAL_DEPARTMENT"}',NULL,NULL);
INSERT INTO changes VALUES(5,0,0,4,4,NULL,NULL,1795423105978683,'["code","name","kind"]',NULL,'{"code":"SECOND1","name":"Sở SECOND 1","kind":"PROVINCIAL_DEPARTMENT"}',NULL,NULL);
INSERT INTO changes VALUES(6,0,0,4,5,NULL,NULL,1795423105978683,'["code","name","kind"]',NULL,'{"code":"STRANGER1","name":"Sở STRANGER 1","kind":"PROVINCIAL_DEPARTMENT"}',NULL,NULL);
INSERT INTO changes VALUES(7,0,0,0,1,NULL,NULL,1795423105978683,'["code","title","year","status","issuer"]',NULL,'{"code":"P1","title":"Kế hoạch","year":2022,"status":"IN_FORCE","issuer":2}',NULL,NULL);
INSERT INTO changes VALUES(8,0,0,1,1,NULL,NULL,1795423105978683,'["label","heading","body","position","plan"]',NULL,'{"label":"I.1","heading":"Mục đích","body":"","position":1,"plan":1}',NULL,NULL);
INSERT INTO changes VALUES(9,0,0,2,1,NULL,NULL,1795423105978683,'["label","title","content","deliverableKind","status","percentComplete","plan","section","leadAgency","hasOpenCoordination","coordinators","assignments","deadlines"]',NULL,'{"label":"I.1.a","title":"Việc a","content":"Nội dung a","deliverableKind":"SCHEME","status":"NOT_STARTED","percentComplete":0,"plan":1,"section":1,"leadAgency":2,"hasOpenCoordination":false,"coordinators":[3,4],"assignments":[{"role":"LEAD","agency":2,"position":1},{"role":"COORDINATE","agency":3,"position":2},{"role":"COORDINATE","agency":4,"position":3}],"deadlines":[{"id":1,"dueOn":"2022-06-30","metOn":null,"phrase":"ngày 30/06/2022","deliverable":null},{"id":2,"dueOn":"2022-12-31","metOn":null,"phrase":"ngày 31/12/2022","deliverable":null}]}',NULL,NULL);
INSERT INTO changes VALUES(10,0,0,2,2,NULL,NULL,1795423105978683,'["label","title","content","deliverableKind","status","percentComplete","plan","section","leadAgency","hasOpenCoordination","assignments","deadlines"]',NULL,'{"label":"I.1.b","title":"Việc b","content":"Nội dung b","deliverableKind":"SCHEME","status":"NOT_STARTED","percentComplete":0,"plan":1,"section":1,"leadAgency":3,"hasOpenCoordination":false,"assignments":[{"role":"LEAD","agency":3,"position":1}],"deadlines":[{"id":3,"dueOn":"2022-09-30","metOn":null,"phrase":"ngày 30/09/2022","deliverable":null}]}',NULL,NULL);
INSERT INTO changes VALUES(11,0,0,2,3,NULL,NULL,1795423105978683,'["label","title","content","deliverableKind","status","percentComplete","plan","section","hasOpenCoordination"]',NULL,'{"label":"I.1.c","title":"Việc c","content":"Nội dung c","deliverableKind":"SCHEME","status":"NOT_STARTED","percentComplete":0,"plan":1,"section":1,"hasOpenCoordination":true}',NULL,NULL);
INSERT INTO changes VALUES(12,0,0,3,1,NULL,NULL,1795423105978683,'["task","kind","phrase","dueOn","originalDueOn"]',NULL,'{"task":1,"kind":"ON_DATE","phrase":"ngày 30/06/2022","dueOn":"2022-06-30","originalDueOn":"2022-06-30"}',NULL,NULL);
INSERT INTO changes VALUES(13,0,0,3,2,NULL,NULL,1795423105978683,'["task","kind","phrase","dueOn","originalDueOn"]',NULL,'{"task":1,"kind":"ON_DATE","phrase":"ngày 31/12/2022","dueOn":"2022-12-31","originalDueOn":"2022-12-31"}',NULL,NULL);
INSERT INTO changes VALUES(14,0,0,3,3,NULL,NULL,1795423105978683,'["task","kind","phrase","dueOn","originalDueOn"]',NULL,'{"task":2,"kind":"ON_DATE","phrase":"ngày 30/09/2022","dueOn":"2022-09-30","originalDueOn":"2022-09-30"}',NULL,NULL);
INSERT INTO changes VALUES(15,0,NULL,10,1,2,'AGENCY@LEAD1',1795423106592592,'["task","agency","reportedOn","status","taskStatus","percentComplete","summary","obstacles","submittedBy","submittedAt","evidence","metDeadlines"]',NULL,'{"task":1,"agency":2,"reportedOn":"2022-05-12","status":"SUBMITTED","taskStatus":"IN_PROGRESS","percentComplete":40,"summary":"Đã trình dự thảo","obstacles":"Thiếu vốn; chưa có mặt bằng","submittedBy":"AGENCY@LEAD1","submittedAt":"2026-11-23T08:38:26.388429Z","evidence":[{"title":"Tờ trình","url":"https://example.vn/to-trinh","documentNumber":"12/TTr-SCT"}],"metDeadlines":[1]}',2,1);
INSERT INTO changes VALUES(16,1,1,2,1,NULL,'COORDINATOR',1795423106691924,'["status","percentComplete","deadlines"]','{"status":"NOT_STARTED","percentComplete":0,"deadlines":[{"id":1,"dueOn":"2022-06-30","metOn":null,"phrase":"ngày 30/06/2022","deliverable":null},{"id":2,"dueOn":"2022-12-31","metOn":null,"phrase":"ngày 31/12/2022","deliverable":null}]}','{"status":"IN_PROGRESS","percentComplete":40,"deadlines":[{"id":1,"dueOn":"2022-06-30","metOn":"2022-05-12","phrase":"ngày 30/06/2022","deliverable":null},{"id":2,"dueOn":"2022-12-31","metOn":null,"phrase":"ngày 31/12/2022","deliverable":null}]}',NULL,NULL);
INSERT INTO changes VALUES(17,1,1,3,1,NULL,'COORDINATOR',1795423106691924,'["metOn"]','{"metOn":null}','{"metOn":"2022-05-12"}',NULL,NULL);
INSERT INTO changes VALUES(18,1,0,10,1,NULL,'COORDINATOR',1795423106691924,'["status","reviewNote","reviewedBy","reviewedAt"]','{"status":"SUBMITTED","reviewNote":null,"reviewedBy":null,"reviewedAt":null}','{"status":"ACCEPTED","reviewNote":"Nhất trí","reviewedBy":"COORDINATOR","reviewedAt":"2026-11-23T08:38:26.646133Z"}',2,1);
INSERT INTO changes VALUES(19,0,NULL,10,2,3,'AGENCY@COORD1',1795423106705241,'["task","agency","reportedOn","status","taskStatus","percentComplete","summary","submittedBy","submittedAt"]',NULL,'{"task":1,"agency":3,"reportedOn":"2022-05-12","status":"SUBMITTED","taskStatus":"IN_PROGRESS","percentComplete":40,"summary":"Đã trình dự thảo","submittedBy":"AGENCY@COORD1","submittedAt":"2026-11-23T08:38:26.701751Z"}',3,1);
INSERT INTO changes VALUES(20,0,NULL,11,1,2,'AGENCY@LEAD1',1795423106747468,'["task","agency","kind","status","reason","deadline","proposedDueOn","proposedBy","proposedAt"]',NULL,'{"task":1,"agency":2,"kind":"EXTEND_DEADLINE","status":"PROPOSED","reason":"Lý do","deadline":1,"proposedDueOn":"2023-01-31","proposedBy":"AGENCY@LEAD1","proposedAt":"2026-11-23T08:38:26.709371Z"}',2,1);
INSERT INTO changes VALUES(21,1,NULL,11,1,NULL,'COORDINATOR',1795423106791921,'["status","opinion","reviewedAt"]','{"status":"PROPOSED","opinion":null,"reviewedAt":null}','{"status":"RECOMMENDED","opinion":"Đồng ý","reviewedAt":"2026-11-23T08:38:26.755795Z"}',2,1);
INSERT INTO changes VALUES(22,1,1,2,1,NULL,'APPROVER',1795423106803085,'["deadlines"]','{"deadlines":[{"id":1,"dueOn":"2022-06-30","metOn":"2022-05-12","phrase":"ngày 30/06/2022","deliverable":null},{"id":2,"dueOn":"2022-12-31","metOn":null,"phrase":"ngày 31/12/2022","deliverable":null}]}','{"deadlines":[{"id":1,"dueOn":"2023-01-31","metOn":"2022-05-12","phrase":"ngày 30/06/2022","deliverable":null},{"id":2,"dueOn":"2022-12-31","metOn":null,"phrase":"ngày 31/12/2022","deliverable":null}]}',NULL,NULL);
INSERT INTO changes VALUES(23,1,1,3,1,NULL,'APPROVER',1795423106803085,'["dueOn"]','{"dueOn":"2022-06-30"}','{"dueOn":"2023-01-31"}',NULL,NULL);
INSERT INTO changes VALUES(24,1,0,11,1,NULL,'APPROVER',1795423106803085,'["status","decision","decidedAt"]','{"status":"RECOMMENDED","decision":null,"decidedAt":null}','{"status":"APPROVED","decision":"Chấp thuận","decidedAt":"2026-11-23T08:38:26.797307Z"}',2,1);
INSERT INTO changes VALUES(25,0,NULL,11,2,2,'AGENCY@LEAD1',1795423106816557,'["task","agency","kind","status","reason","proposedAgency","proposedBy","proposedAt"]',NULL,'{"task":1,"agency":2,"kind":"ADD_COORDINATOR","status":"PROPOSED","reason":"Lý do","proposedAgency":5,"proposedBy":"AGENCY@LEAD1","proposedAt":"2026-11-23T08:38:26.807711Z"}',2,1);
INSERT INTO changes VALUES(26,1,1,2,1,NULL,'COORDINATOR',1795423106970654,'["investmentItems"]','{"investmentItems":[]}','{"investmentItems":[1]}',NULL,NULL);
INSERT INTO changes VALUES(27,0,0,8,1,NULL,'COORDINATOR',1795423106970654,'["code","name","stage","managingAgency","areaHectares","capitalVnd","callsForInvestment","note","isPilot","tasks","localities"]',NULL,'{"code":"CCN-1","name":"Cụm công nghiệp Giồng Riềng","stage":"IDENTIFICATION","managingAgency":2,"areaHectares":48.5,"capitalVnd":123456789012,"callsForInvestment":false,"note":"Ghi chú ''có'' dấu \"nháy\"; và \\ xuyệc","isPilot":false,"tasks":[1],"localities":[1]}',NULL,NULL);
INSERT INTO changes VALUES(28,0,NULL,0,2,NULL,'COORDINATOR',1795423107109973,'["code","title","year","status","issuer"]',NULL,'{"code":"P2","title":"Kế hoạch Phát triển công nghiệp tỉnh Kiên Giang năm 2023","year":2023,"status":"DRAFT","issuer":1}',NULL,NULL);
INSERT INTO changes VALUES(29,0,NULL,1,2,NULL,'COORDINATOR',1795423107109973,'["label","heading","body","position","plan"]',NULL,'{"label":"I","heading":"NỘI DUNG THỰC HIỆN","body":"","position":1,"plan":2}',NULL,NULL);
INSERT INTO changes VALUES(30,0,NULL,1,3,NULL,'COORDINATOR',1795423107109973,'["label","heading","body","position","plan","parent"]',NULL,'{"label":"I.1","heading":"Công tác quy hoạch","body":"","position":2,"plan":2,"parent":2}',NULL,NULL);
INSERT INTO changes VALUES(31,0,NULL,2,4,NULL,'COORDINATOR',1795423107109973,'["label","title","content","deliverableKind","status","percentComplete","plan","section","hasOpenCoordination","deadlines"]',NULL,'{"label":"I.1.a","title":"Xây dựng Đề án nguồn nguyên liệu","content":"Xây dựng Đề án nguồn nguyên liệu. Giao LEAD1 Sở Công Thương chủ trì, phối hợp với Sở Tài chính thực hiện; hoàn thành trong quý II/2023.","deliverableKind":"SCHEME","status":"NOT_STARTED","percentComplete":0,"plan":2,"section":3,"hasOpenCoordination":false,"deadlines":[{"id":4,"dueOn":"2023-06-30","metOn":null,"phrase":"hoàn thành trong quý II/2023","deliverable":null}]}',NULL,NULL);
INSERT INTO changes VALUES(32,0,NULL,3,4,NULL,'COORDINATOR',1795423107109973,'["task","kind","phrase","dueOn","originalDueOn"]',NULL,'{"task":4,"kind":"QUARTER","phrase":"hoàn thành trong quý II/2023","dueOn":"2023-06-30","originalDueOn":"2023-06-30"}',NULL,NULL);
INSERT INTO changes VALUES(33,0,0,4,6,NULL,'ADMIN',1795423107120500,'["code","name","englishName","kind","aliases"]',NULL,'{"code":"SCT","name":"Sở Công Thương","englishName":"Department of Industry and Trade","kind":"PROVINCIAL_DEPARTMENT","aliases":["Sở CT"]}',NULL,NULL);
CREATE TABLE IF NOT EXISTS "deadlines" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_deadlines" PRIMARY KEY AUTOINCREMENT,
    "task_id" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "phrase" TEXT NOT NULL,
    "deliverable" TEXT NULL,
    "performer_id" INTEGER NULL,
    "due_on" INTEGER NOT NULL,
    "original_due_on" INTEGER NOT NULL,
    "met_on" INTEGER NULL,
    "position" INTEGER NOT NULL,
    "document_order" TEXT NOT NULL,
    "draft_plan_id" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_deadlines_due_on" CHECK (due_on >= original_due_on),
    CONSTRAINT "ck_deadlines_position" CHECK (position >= 1),
    CONSTRAINT "fk_deadlines_draft_plan_id" FOREIGN KEY ("draft_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_deadlines_performer_id" FOREIGN KEY ("performer_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_deadlines_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id")
);
INSERT INTO deadlines VALUES(1,1,3,'ngày 30/06/2022',NULL,NULL,738550,738335,738286,1,'P1000001000001.000001.010001',NULL,3);
INSERT INTO deadlines VALUES(2,1,3,'ngày 31/12/2022',NULL,NULL,738519,738519,NULL,2,'P1000001000001.000001.010002',NULL,1);
INSERT INTO deadlines VALUES(3,2,3,'ngày 30/09/2022',NULL,NULL,738427,738427,NULL,1,'P1000001000001.000001.040001',NULL,1);
INSERT INTO deadlines VALUES(4,4,0,'hoàn thành trong quý II/2023',NULL,NULL,738700,738700,NULL,1,'P2000002000001.000001.010001',2,1);
CREATE TABLE IF NOT EXISTS "progress_reports" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_progress_reports" PRIMARY KEY AUTOINCREMENT,
    "task_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "reported_on" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "task_status" INTEGER NOT NULL,
    "percent_complete" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "obstacles" TEXT NULL,
    "proposals" TEXT NULL,
    "review_note" TEXT NULL,
    "submitted_by" TEXT NULL,
    "submitted_at" INTEGER NOT NULL,
    "reviewed_by" TEXT NULL,
    "reviewed_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_progress_reports_percent_complete" CHECK (percent_complete BETWEEN 0 AND 100),
    CONSTRAINT "ck_progress_reports_reviewed_at" CHECK ((status IN (1, 2)) = (reviewed_at IS NOT NULL)),
    CONSTRAINT "ck_progress_reports_status_percent" CHECK ((task_status <> 2 OR percent_complete = 100) AND (task_status <> 0 OR percent_complete = 0)),
    CONSTRAINT "fk_progress_reports_agency_id" FOREIGN KEY ("agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_progress_reports_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id") ON DELETE RESTRICT
);
INSERT INTO progress_reports VALUES(1,1,2,738286,1,1,40,'Đã trình dự thảo','Thiếu vốn; chưa có mặt bằng',NULL,'Nhất trí','AGENCY@LEAD1',1795423106388429,'COORDINATOR',1795423106646133,2);
INSERT INTO progress_reports VALUES(2,1,3,738286,0,1,40,'Đã trình dự thảo',NULL,NULL,NULL,'AGENCY@COORD1',1795423106701751,NULL,NULL,1);
CREATE TABLE IF NOT EXISTS "task_assignments" (
    "task_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "role" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_task_assignments" PRIMARY KEY ("task_id", "agency_id"),
    CONSTRAINT "ck_task_assignments_position" CHECK (position >= 1),
    CONSTRAINT "fk_task_assignments_agency_id" FOREIGN KEY ("agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_task_assignments_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id")
);
INSERT INTO task_assignments VALUES(1,2,0,1);
INSERT INTO task_assignments VALUES(1,3,1,2);
INSERT INTO task_assignments VALUES(1,4,1,3);
INSERT INTO task_assignments VALUES(2,3,0,1);
CREATE TABLE IF NOT EXISTS "task_investment_items" (
    "task_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_task_investment_items" PRIMARY KEY ("task_id", "item_id"),
    CONSTRAINT "ck_task_investment_items_position" CHECK (position >= 1),
    CONSTRAINT "fk_task_investment_items_item_id" FOREIGN KEY ("item_id") REFERENCES "investment_items" ("id"),
    CONSTRAINT "fk_task_investment_items_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id")
);
INSERT INTO task_investment_items VALUES(1,1,1);
CREATE TABLE IF NOT EXISTS "task_legal_documents" (
    "task_id" INTEGER NOT NULL,
    "legal_document_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_task_legal_documents" PRIMARY KEY ("task_id", "legal_document_id"),
    CONSTRAINT "ck_task_legal_documents_position" CHECK (position >= 1),
    CONSTRAINT "fk_task_legal_documents_legal_document_id" FOREIGN KEY ("legal_document_id") REFERENCES "legal_documents" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_task_legal_documents_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id")
);
CREATE TABLE IF NOT EXISTS "task_localities" (
    "task_id" INTEGER NOT NULL,
    "locality_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_task_localities" PRIMARY KEY ("task_id", "locality_id"),
    CONSTRAINT "ck_task_localities_position" CHECK (position >= 1),
    CONSTRAINT "fk_task_localities_locality_id" FOREIGN KEY ("locality_id") REFERENCES "localities" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_task_localities_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id")
);
CREATE TABLE IF NOT EXISTS "amendments" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_amendments" PRIMARY KEY AUTOINCREMENT,
    "task_id" INTEGER NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "deadline_id" INTEGER NULL,
    "proposed_due_on" INTEGER NULL,
    "proposed_content" TEXT NULL,
    "proposed_agency_id" INTEGER NULL,
    "opinion" TEXT NULL,
    "decision" TEXT NULL,
    "decision_number" TEXT NULL,
    "proposed_by" TEXT NULL,
    "proposed_at" INTEGER NOT NULL,
    "reviewed_at" INTEGER NULL,
    "decided_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ck_amendments_agency" CHECK (kind NOT IN (2, 3) OR proposed_agency_id IS NOT NULL),
    CONSTRAINT "ck_amendments_change_content" CHECK (kind <> 1 OR proposed_content IS NOT NULL),
    CONSTRAINT "ck_amendments_decision" CHECK ((status IN (3, 4)) = (decided_at IS NOT NULL)),
    CONSTRAINT "ck_amendments_extend_deadline" CHECK (kind <> 0 OR (deadline_id IS NOT NULL AND proposed_due_on IS NOT NULL)),
    CONSTRAINT "ck_amendments_opinion" CHECK (status = 0 OR (opinion IS NOT NULL AND reviewed_at IS NOT NULL)),
    CONSTRAINT "fk_amendments_agency_id" FOREIGN KEY ("agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_amendments_deadline_id" FOREIGN KEY ("deadline_id") REFERENCES "deadlines" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_amendments_proposed_agency_id" FOREIGN KEY ("proposed_agency_id") REFERENCES "agencies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_amendments_task_id" FOREIGN KEY ("task_id") REFERENCES "tasks" ("id") ON DELETE RESTRICT
);
INSERT INTO amendments VALUES(1,1,2,0,3,'Lý do',1,738550,NULL,NULL,'Đồng ý','Chấp thuận',NULL,'AGENCY@LEAD1',1795423106709371,1795423106755795,1795423106797307,3);
INSERT INTO amendments VALUES(2,1,2,3,0,'Lý do',NULL,NULL,NULL,5,NULL,NULL,NULL,'AGENCY@LEAD1',1795423106807711,NULL,NULL,1);
CREATE TABLE IF NOT EXISTS "progress_report_evidence" (
    "report_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "document_number" TEXT NULL,
    CONSTRAINT "pk_progress_report_evidence" PRIMARY KEY ("report_id", "position"),
    CONSTRAINT "ck_progress_report_evidence_position" CHECK (position >= 1),
    CONSTRAINT "fk_progress_report_evidence_report_id" FOREIGN KEY ("report_id") REFERENCES "progress_reports" ("id")
);
INSERT INTO progress_report_evidence VALUES(1,1,'Tờ trình','https://example.vn/to-trinh','12/TTr-SCT');
CREATE TABLE IF NOT EXISTS "progress_report_met_deadlines" (
    "report_id" INTEGER NOT NULL,
    "deadline_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "pk_progress_report_met_deadlines" PRIMARY KEY ("report_id", "deadline_id"),
    CONSTRAINT "ck_progress_report_met_deadlines_position" CHECK (position >= 1),
    CONSTRAINT "fk_progress_report_met_deadlines_deadline_id" FOREIGN KEY ("deadline_id") REFERENCES "deadlines" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_progress_report_met_deadlines_report_id" FOREIGN KEY ("report_id") REFERENCES "progress_reports" ("id")
);
INSERT INTO progress_report_met_deadlines VALUES(1,1,1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('agencies',6);
INSERT INTO sqlite_sequence VALUES('localities',1);
INSERT INTO sqlite_sequence VALUES('plans',2);
INSERT INTO sqlite_sequence VALUES('plan_sections',3);
INSERT INTO sqlite_sequence VALUES('tasks',4);
INSERT INTO sqlite_sequence VALUES('deadlines',4);
INSERT INTO sqlite_sequence VALUES('progress_reports',2);
INSERT INTO sqlite_sequence VALUES('amendments',2);
INSERT INTO sqlite_sequence VALUES('investment_items',1);
CREATE INDEX "ix_agencies_name_order_id" ON "agencies" ("name_order", "id");
CREATE INDEX "ix_agencies_parent_id" ON "agencies" ("parent_id");
CREATE UNIQUE INDEX "ux_agencies_code" ON "agencies" ("code");
CREATE INDEX "ix_amendments_agency_id_proposed_at_id" ON "amendments" ("agency_id", "proposed_at" DESC, "id");
CREATE INDEX "ix_amendments_deadline_id" ON "amendments" ("deadline_id");
CREATE INDEX "ix_amendments_proposed_agency_id" ON "amendments" ("proposed_agency_id");
CREATE INDEX "ix_amendments_proposed_at_id" ON "amendments" ("proposed_at" DESC, "id");
CREATE INDEX "ix_amendments_status_id" ON "amendments" ("status", "id");
CREATE INDEX "ix_amendments_task_id_proposed_at_id" ON "amendments" ("task_id", "proposed_at" DESC, "id");
CREATE INDEX "ix_changes_agency_id" ON "changes" ("agency_id");
CREATE INDEX "ix_changes_owner_agency_id" ON "changes" ("owner_agency_id");
CREATE INDEX "ix_changes_subject_subject_id_sequence" ON "changes" ("subject", "subject_id", "sequence");
CREATE INDEX "ix_changes_task_id" ON "changes" ("task_id");
CREATE INDEX "ix_deadlines_document_order_id" ON "deadlines" ("document_order", "id");
CREATE INDEX "ix_deadlines_draft_plan_id" ON "deadlines" ("draft_plan_id");
CREATE INDEX "ix_deadlines_due_on_id" ON "deadlines" ("due_on", "id");
CREATE INDEX "ix_deadlines_met_on_id" ON "deadlines" ("met_on", "id");
CREATE INDEX "ix_deadlines_original_due_on_id" ON "deadlines" ("original_due_on", "id");
CREATE INDEX "ix_deadlines_performer_id" ON "deadlines" ("performer_id");
CREATE INDEX "ix_deadlines_task_id_due_on_position_id" ON "deadlines" ("task_id", "due_on", "position", "id");
CREATE UNIQUE INDEX "ux_deadlines_task_id_position" ON "deadlines" ("task_id", "position");
CREATE INDEX "ix_idempotency_keys_created_at" ON "idempotency_keys" ("created_at");
CREATE INDEX "ix_investment_item_localities_item_id_position" ON "investment_item_localities" ("item_id", "position");
CREATE INDEX "ix_investment_item_localities_locality_id" ON "investment_item_localities" ("locality_id");
CREATE INDEX "ix_investment_items_draft_plan_id" ON "investment_items" ("draft_plan_id");
CREATE INDEX "ix_investment_items_kind_code_id" ON "investment_items" ("kind", "code", "id");
CREATE INDEX "ix_investment_items_managing_agency_id" ON "investment_items" ("managing_agency_id");
CREATE INDEX "ix_investment_items_name_order_id" ON "investment_items" ("name_order", "id");
CREATE UNIQUE INDEX "ux_investment_items_code" ON "investment_items" ("code");
CREATE INDEX "ix_investment_project_partners_agency_id" ON "investment_project_partners" ("agency_id");
CREATE INDEX "ix_investment_project_partners_item_id_position" ON "investment_project_partners" ("item_id", "position");
CREATE INDEX "ix_legal_documents_draft_plan_id" ON "legal_documents" ("draft_plan_id");
CREATE INDEX "ix_legal_documents_issuer_id" ON "legal_documents" ("issuer_id");
CREATE INDEX "ix_legal_documents_number_id" ON "legal_documents" ("number", "id");
CREATE INDEX "ix_localities_code_id" ON "localities" ("code", "id");
CREATE INDEX "ix_localities_draft_plan_id" ON "localities" ("draft_plan_id");
CREATE INDEX "ix_localities_name_order_id" ON "localities" ("name_order", "id");
CREATE INDEX "ix_localities_parent_id" ON "localities" ("parent_id");
CREATE UNIQUE INDEX "ux_localities_code" ON "localities" ("code");
CREATE INDEX "ix_plan_legal_documents_legal_document_id" ON "plan_legal_documents" ("legal_document_id");
CREATE INDEX "ix_plan_legal_documents_plan_id_position" ON "plan_legal_documents" ("plan_id", "position");
CREATE INDEX "ix_plan_sections_document_order_id" ON "plan_sections" ("document_order", "id");
CREATE INDEX "ix_plan_sections_draft_plan_id" ON "plan_sections" ("draft_plan_id");
CREATE INDEX "ix_plan_sections_parent_id_document_order_id" ON "plan_sections" ("parent_id", "document_order", "id");
CREATE UNIQUE INDEX "ux_plan_sections_plan_id_label" ON "plan_sections" ("plan_id", "label");
CREATE UNIQUE INDEX "ux_plan_sections_plan_id_position" ON "plan_sections" ("plan_id", "position");
CREATE INDEX "ix_plans_draft_plan_id" ON "plans" ("draft_plan_id");
CREATE INDEX "ix_plans_issuer_id" ON "plans" ("issuer_id");
CREATE INDEX "ix_plans_title_order_id" ON "plans" ("title_order", "id");
CREATE UNIQUE INDEX "ux_plans_code" ON "plans" ("code");
CREATE INDEX "ix_progress_report_met_deadlines_deadline_id" ON "progress_report_met_deadlines" ("deadline_id");
CREATE INDEX "ix_progress_report_met_deadlines_report_id_position" ON "progress_report_met_deadlines" ("report_id", "position");
CREATE INDEX "ix_progress_reports_agency_id_submitted_at_id" ON "progress_reports" ("agency_id", "submitted_at" DESC, "id");
CREATE INDEX "ix_progress_reports_reported_on_id" ON "progress_reports" ("reported_on" DESC, "id");
CREATE INDEX "ix_progress_reports_status_id" ON "progress_reports" ("status", "id");
CREATE INDEX "ix_progress_reports_submitted_at_id" ON "progress_reports" ("submitted_at" DESC, "id");
CREATE INDEX "ix_progress_reports_task_id_submitted_at_id" ON "progress_reports" ("task_id", "submitted_at" DESC, "id");
CREATE INDEX "ix_task_assignments_agency_id_role_task_id" ON "task_assignments" ("agency_id", "role", "task_id");
CREATE UNIQUE INDEX "ux_task_assignments_lead" ON "task_assignments" ("task_id") WHERE role = 0;
CREATE UNIQUE INDEX "ux_task_assignments_task_id_position" ON "task_assignments" ("task_id", "position");
CREATE INDEX "ix_task_investment_items_item_id" ON "task_investment_items" ("item_id");
CREATE INDEX "ix_task_investment_items_task_id_position" ON "task_investment_items" ("task_id", "position");
CREATE INDEX "ix_task_legal_documents_legal_document_id" ON "task_legal_documents" ("legal_document_id");
CREATE INDEX "ix_task_legal_documents_task_id_position" ON "task_legal_documents" ("task_id", "position");
CREATE INDEX "ix_task_localities_locality_id" ON "task_localities" ("locality_id");
CREATE INDEX "ix_task_localities_task_id_position" ON "task_localities" ("task_id", "position");
CREATE INDEX "ix_tasks_deliverable_kind_id" ON "tasks" ("deliverable_kind", "id");
CREATE INDEX "ix_tasks_document_order_id" ON "tasks" ("document_order", "id");
CREATE INDEX "ix_tasks_draft_plan_id" ON "tasks" ("draft_plan_id");
CREATE INDEX "ix_tasks_label_order_id" ON "tasks" ("label_order", "id");
CREATE INDEX "ix_tasks_lead_agency_id_document_order_id" ON "tasks" ("lead_agency_id", "document_order", "id");
CREATE INDEX "ix_tasks_percent_complete_id" ON "tasks" ("percent_complete", "id");
CREATE INDEX "ix_tasks_plan_id_document_order_id" ON "tasks" ("plan_id", "document_order", "id");
CREATE INDEX "ix_tasks_section_id_document_order_id" ON "tasks" ("section_id", "document_order", "id");
CREATE INDEX "ix_tasks_status_id" ON "tasks" ("status", "id");
CREATE INDEX "ix_tasks_title_order_id" ON "tasks" ("title_order", "id");
CREATE INDEX "ix_tasks_updated_at_id" ON "tasks" ("updated_at", "id");
CREATE UNIQUE INDEX "ux_tasks_plan_id_label" ON "tasks" ("plan_id", "label");
COMMIT;
