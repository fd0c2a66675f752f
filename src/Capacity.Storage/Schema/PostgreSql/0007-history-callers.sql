-- Attempts that found every line busy, and the different callers among all attempts: what attempts are reduced to persons by.
ALTER TABLE history_row ADD COLUMN blocked double precision;
ALTER TABLE history_row ADD COLUMN persons double precision;
