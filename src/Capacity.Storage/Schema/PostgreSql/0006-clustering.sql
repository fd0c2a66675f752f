-- Membership of the cluster's silos, and reminders, with the statements that Orleans looks up by key. Capacity sets no
-- reminders, but the runtime wants their statements to be there.
CREATE TABLE OrleansMembershipVersionTable
(
    DeploymentId varchar(150)   NOT NULL PRIMARY KEY,
    Timestamp    timestamptz(3) NOT NULL DEFAULT now(),
    Version      integer        NOT NULL DEFAULT 0
);

CREATE TABLE OrleansMembershipTable
(
    DeploymentId varchar(150)   NOT NULL REFERENCES OrleansMembershipVersionTable (DeploymentId),
    Address      varchar(45)    NOT NULL,
    Port         integer        NOT NULL,
    Generation   integer        NOT NULL,
    SiloName     varchar(150)   NOT NULL,
    HostName     varchar(150)   NOT NULL,
    Status       integer        NOT NULL,
    ProxyPort    integer,
    SuspectTimes text,
    StartTime    timestamptz(3) NOT NULL,
    IAmAliveTime timestamptz(3) NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

CREATE TABLE OrleansRemindersTable
(
    ServiceId    varchar(150)   NOT NULL,
    GrainId      varchar(150)   NOT NULL,
    ReminderName varchar(150)   NOT NULL,
    StartTime    timestamptz(3) NOT NULL,
    Period       bigint         NOT NULL,
    GrainHash    integer        NOT NULL,
    Version      integer        NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

-- The version row of a deployment orders all changes to its membership: a change names the version that it has seen, and
-- happens together with the next version or not at all. The answer is how many rows took the change, 0 or 1.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
WITH added AS
(
    INSERT INTO OrleansMembershipVersionTable (DeploymentId)
    VALUES (@DeploymentId)
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT count(*)::integer FROM added;'),
('InsertMembershipKey', '
WITH next AS
(
    UPDATE OrleansMembershipVersionTable AS seen
       SET Version = seen.Version + 1, Timestamp = now()
     WHERE seen.DeploymentId = @DeploymentId AND seen.Version = @Version
       AND NOT EXISTS
           (SELECT 1 FROM OrleansMembershipTable AS silo
             WHERE silo.DeploymentId = @DeploymentId AND silo.Address = @Address
               AND silo.Port = @Port AND silo.Generation = @Generation)
    RETURNING seen.DeploymentId
),
added AS
(
    INSERT INTO OrleansMembershipTable
           (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT next.DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
           CAST(@StartTime AS timestamptz), CAST(@IAmAliveTime AS timestamptz)
      FROM next
    RETURNING 1
)
SELECT count(*)::integer FROM added;'),
('UpdateMembershipKey', '
WITH next AS
(
    UPDATE OrleansMembershipVersionTable AS seen
       SET Version = seen.Version + 1, Timestamp = now()
     WHERE seen.DeploymentId = @DeploymentId AND seen.Version = @Version
       AND EXISTS
           (SELECT 1 FROM OrleansMembershipTable AS silo
             WHERE silo.DeploymentId = @DeploymentId AND silo.Address = @Address
               AND silo.Port = @Port AND silo.Generation = @Generation)
    RETURNING seen.DeploymentId
),
changed AS
(
    UPDATE OrleansMembershipTable AS silo
       SET Status = @Status, SuspectTimes = CAST(@SuspectTimes AS text), IAmAliveTime = CAST(@IAmAliveTime AS timestamptz)
      FROM next
     WHERE silo.DeploymentId = next.DeploymentId AND silo.Address = @Address
       AND silo.Port = @Port AND silo.Generation = @Generation
    RETURNING 1
)
SELECT count(*)::integer FROM changed;'),
('UpdateIAmAlivetimeKey', '
UPDATE OrleansMembershipTable
   SET IAmAliveTime = CAST(@IAmAliveTime AS timestamptz)
 WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;'),
('MembershipReadRowKey', '
SELECT seen.DeploymentId, silo.Address, silo.Port, silo.Generation, silo.SiloName, silo.HostName, silo.Status,
       silo.ProxyPort, silo.SuspectTimes, silo.StartTime, silo.IAmAliveTime, seen.Version
  FROM OrleansMembershipVersionTable AS seen
  LEFT JOIN OrleansMembershipTable AS silo
    ON silo.DeploymentId = seen.DeploymentId
   AND silo.Address = @Address AND silo.Port = @Port AND silo.Generation = @Generation
 WHERE seen.DeploymentId = @DeploymentId;'),
('MembershipReadAllKey', '
SELECT seen.DeploymentId, silo.Address, silo.Port, silo.Generation, silo.SiloName, silo.HostName, silo.Status,
       silo.ProxyPort, silo.SuspectTimes, silo.StartTime, silo.IAmAliveTime, seen.Version
  FROM OrleansMembershipVersionTable AS seen
  LEFT JOIN OrleansMembershipTable AS silo ON silo.DeploymentId = seen.DeploymentId
 WHERE seen.DeploymentId = @DeploymentId;'),
('DeleteMembershipTableEntriesKey', '
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;'),
('CleanupDefunctSiloEntriesKey', '
DELETE FROM OrleansMembershipTable
 WHERE DeploymentId = @DeploymentId AND Status <> 3 AND IAmAliveTime < CAST(@IAmAliveTime AS timestamptz);'),
('GatewaysQueryKey', '
SELECT Address, ProxyPort, Generation
  FROM OrleansMembershipTable
 WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', '
INSERT INTO OrleansRemindersTable AS kept (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, CAST(@StartTime AS timestamptz), CAST(@Period AS bigint), @GrainHash, 0)
ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
   SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = kept.Version + 1
RETURNING Version;'),
('ReadReminderRowsKey', '
SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
 WHERE ServiceId = @ServiceId AND GrainId = @GrainId;'),
('ReadReminderRowKey', '
SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
 WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;'),
('ReadRangeRows1Key', '
SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
 WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;'),
('ReadRangeRows2Key', '
SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
 WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);'),
('DeleteReminderRowKey', '
WITH gone AS
(
    DELETE FROM OrleansRemindersTable
     WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1
)
SELECT count(*)::integer FROM gone;'),
('DeleteReminderRowsKey', '
DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;');
