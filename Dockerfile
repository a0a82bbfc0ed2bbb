# outreach run, as a user without rights, with its data in /data:
#   docker build -t outreach . && docker run --env-file .env -v outreach:/data outreach
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/outreach
ENV PATH=/opt/outreach/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home outreach && install -d -o outreach -g outreach /data
COPY --from=build /opt/outreach /opt/outreach
# The default database is outreach.db in the user's data directory, and that is here.
ENV PATH=/opt/outreach/bin:$PATH XDG_DATA_HOME=/data PYTHONUNBUFFERED=1
USER outreach
WORKDIR /home/outreach
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('OUTREACH_OPS_PORT', '9464') + '/healthz', timeout=6)"]
ENTRYPOINT ["outreach"]
CMD ["run"]
